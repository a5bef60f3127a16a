import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';

/** One file of the import format, as text fields. It is gzipped where its name ends in .gz. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Returns the bytes of a table's file. Because Node writes no time into a gzip header, the same text gives the same bytes,
 * except for the header's OS byte and the deflater of another zlib.
 */
export function bytesOf({ file, columns, rows }: Table): Buffer {
  const text = `${Papa.unparse([columns, ...rows], { newline: '\n' })}\n`;
  const bytes = Buffer.from(text, 'utf8');
  return file.endsWith('.gz') ? gzipSync(bytes, { level: 9 }) : bytes;
}
