/** How far into an answer we look for what a page begins with. */
const LOOKED_AT = 2_048;
const PAGE = /<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]/i;

/**
 * Returns why the bytes of an answer are no file, as the end of a sentence: sources answer with pages of errors, and with
 * nothing. Null where they may be one.
 */
export function unusableContent(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'it is empty';
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT))
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)/, '')
    .trimStart();
  if (start === '') return 'it holds nothing but blanks';
  return start.startsWith('<') && PAGE.test(start) ? 'it is an HTML page and no data' : null;
}
