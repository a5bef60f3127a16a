/** A row of a file, without blanks around its cells. */
export interface FileRow {
  /** The file and the line, for messages. */
  readonly place: string;
  /** Returns what a column has; null where it is empty, or there is no such column. */
  readonly cell: (column: string) => string | null;
}
