import type { ExportTable } from '../exportTable.js';

/** A way to write a table. */
export interface Format {
  /** The ending of a file's name, without its dot. */
  readonly extension: string;
  readonly contentType: string;
  /**
   * Returns the bytes of the file, piece by piece. A batch of the table is read when the pieces before it are taken.
   *
   * @param onRows called with the number of rows of each batch
   */
  encode(table: ExportTable, onRows: (rows: number) => void): AsyncIterable<Uint8Array>;
}
