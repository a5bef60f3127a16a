import type { MediaType } from '../names.js';
import { markupOf } from './markupOf.js';

/** How other files begin, and what they are. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive or Office document'],
  ['PK\x05\x06', 'a ZIP archive'],
  ['PK\x07\x08', 'a ZIP archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ\x00', 'an XZ archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  ['{\\rtf', 'an RTF document'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office document'],
  ['%!PS', 'a PostScript document'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF87a', 'a GIF picture'],
  ['GIF89a', 'a GIF picture'],
  ['II*\x00', 'a TIFF picture'],
  ['MM\x00*', 'a TIFF picture'],
  ['RIFF', 'a RIFF picture, sound or film'],
  ['ID3', 'a sound'],
  ['OggS', 'a sound'],
  ['\x7fELF', 'an executable'],
  ['MZ', 'an executable'],
  ['\xcf\xfa\xed\xfe', 'an executable'],
  ['\xca\xfe\xba\xbe', 'an executable'],
  ['\x00asm', 'an executable'],
  ['#!', 'a script'],
  ['SQLite format 3\x00', 'a database'],
  ['PAR1', 'a Parquet file'],
];
/** How far from the start readers of PDF look for its mark. */
const PDF_WITHIN = 1_024;
/** Bytes that no text has: control characters but tab, line feed, form feed and carriage return. */
const BINARY = /[\x00-\x08\x0b\x0e-\x1f\x7f]/; // eslint-disable-line no-control-regex

/**
 * Says by its bytes what a file is, never by its name. What begins like another kind of file is of that kind, even where the
 * mark of PDF follows.
 *
 * @param head the first 4,096 bytes, or all if there are fewer
 * @returns the media type; for what is no document, what it is, such as "a ZIP archive"
 */
export function mediaTypeOf(head: Buffer): MediaType | string {
  if (head.length === 0) return 'an empty file';
  const bytes = head.toString('latin1');
  const other = SIGNATURES.find(([start]) => bytes.startsWith(start) && !isWord(bytes, start));
  if (other !== undefined) return other[1];
  const text = decodedHead(head);
  const markup = text === null ? null : markupOf(text);
  if (markup !== null) return markup;
  if (/(?:^|[^ -~])%PDF-\d/.test(bytes.slice(0, PDF_WITHIN))) return 'application/pdf';
  return text === null ? 'binary data' : 'text/plain';
}

/** Whether a text begins with letters that only look like a signature, such as "MZ" in a word. */
function isWord(bytes: string, start: string): boolean {
  return /^[A-Z0-9]+$/i.test(start) && !BINARY.test(bytes.slice(0, 64));
}

/** Returns the head as a text to recognise it by; null where it is binary. */
function decodedHead(head: Buffer): string | null {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return utf16(head, 'utf-16le');
  if (first === 0xfe && second === 0xff) return utf16(head, 'utf-16be');
  const bytes = head.toString('latin1');
  return BINARY.test(bytes) ? null : bytes.replace(/^\xef\xbb\xbf/, '');
}

function utf16(head: Buffer, encoding: 'utf-16le' | 'utf-16be'): string | null {
  const text = new TextDecoder(encoding).decode(head.subarray(0, head.length & ~1));
  return BINARY.test(text) ? null : text;
}
