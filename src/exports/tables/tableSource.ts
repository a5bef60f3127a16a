import type pg from 'pg';
import type { ExportRequest } from '../exportRequest.js';
import type { ExportTable } from '../exportTable.js';

/** What a table is read from. */
export interface TableInput {
  /** Is in a transaction on one snapshot, and is used by nothing else until the table is read. */
  readonly client: pg.ClientBase;
  readonly request: ExportRequest;
  /** The user whose MY_DATA it is; null: none. */
  readonly owner: number | null;
  /** Called with how many parts of the table are read, of how many. */
  readonly onPart: (done: number, total: number) => void;
}

/** Opens the table of one kind of export. */
export type TableSource = (input: TableInput) => ExportTable | Promise<ExportTable>;
