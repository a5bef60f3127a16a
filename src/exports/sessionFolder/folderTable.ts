import type { ExportColumn, Row } from '../exportTable.js';

/** A table of a session's folder. It is written in several formats, so that its rows can be read again and again. */
export interface FolderTable {
  /** The name of its files, without the ending. */
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  /** Returns the rows in the order of the table, which is the same for the same facts. */
  readonly rows: () => Iterable<Row>;
}

/** A table of what was computed. */
export interface ResultTable extends FolderTable {
  /** How many of the first columns tell one row from another. */
  readonly keys: number;
  /** Columns in words, which may change from one version to the next. They are not compared. */
  readonly words?: readonly string[];
}
