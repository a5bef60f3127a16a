/**
 * What the cells of a column hold, where they are not null:
 *
 * - `text`: a text that is not empty.
 * - `number`: a double.
 * - `integer`: a whole number up to 2^53.
 * - `date`: days since 1970-01-01.
 * - `instant`: milliseconds since 1970 in UTC.
 */
export type ColumnType = 'text' | 'number' | 'integer' | 'date' | 'instant';

export type Cell = string | number | null;

/** A cell for each column, in their order. */
export type Row = readonly Cell[];

export interface ExportColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table that is read once, as fast as it is written. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  /** Batches of some hundred to some thousand rows, in the order of the export. A batch may be empty. */
  readonly batches: AsyncIterable<readonly Row[]>;
}
