/** A row of an index that is refused. Nothing of it is kept. */
export interface RefusedDocument {
  /** The line of the row; 1 is the header. */
  readonly line: number;
  /** The column that is at fault; empty where it is the row. */
  readonly column: string;
  /** What was expected, what we got, and what to do. */
  readonly reason: string;
}
