import { isUtf8 } from 'node:buffer';
import { UserError } from '../../../userError.js';

const BOMS = [
  { bytes: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'utf-8' },
  { bytes: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { bytes: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
] as const;

/**
 * Returns the text of a file, with LF as line ends: UTF-8, or UTF-16 with a BOM. Because exchanges also write
 * Windows-1252 without saying so, what is not UTF-8 is read as that.
 *
 * @throws UserError where the bytes are no text
 */
export function decodedText(name: string, bytes: Buffer): string {
  const bom = BOMS.find((one) => bytes.subarray(0, one.bytes.length).equals(one.bytes));
  const encoding = bom?.encoding ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\0')) {
    throw new UserError(
      `${name} is no text: it holds zero bytes. Expected CSV, JSON, XML, an Excel workbook (.xlsx), or a gzip or zip file of ` +
        'these. Fetch it again; nothing of it was taken.',
    );
  }
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
