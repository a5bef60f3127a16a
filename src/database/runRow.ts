import type { RunsTable } from './tables.js';

/** The columns of a run that the API shows. The reasons why companies were not scored are left out, as they are long. */
export const RUN_COLUMNS = [
  'id',
  'day',
  'mode',
  'status',
  'read_batch',
  'method_hash',
  'sectors_hash',
  'inputs_hash',
  'code_version',
  'scored',
  'total',
  'changed',
  'started_at',
  'finished_at',
  'error',
  'provisional',
  'session_quorum',
  'market_return',
] as const satisfies readonly (keyof RunsTable)[];

/** A run as the API reads it. */
export type RunRow = Pick<RunsTable, (typeof RUN_COLUMNS)[number]>;
