import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';

/** One file of the import format, as text fields; where the name ends in .gz it is written gzipped. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The bytes of a table's file. Node writes no time into a gzip header, so that the same text gives the same
 * bytes; only the header's OS byte, and the deflater of another zlib, may differ between machines.
 */
export function bytesOf({ file, columns, rows }: Table): Buffer {
  const text = `${Papa.unparse([columns, ...rows], { newline: '\n' })}\n`;
  const bytes = Buffer.from(text, 'utf8');
  return file.endsWith('.gz') ? gzipSync(bytes, { level: 9 }) : bytes;
}
