import type { RunsTable } from './tables.js';

/** Columns of a run that are shown: not why companies were not scored, which is long. */
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
] as const satisfies readonly (keyof RunsTable)[];

export type RunRow = Pick<RunsTable, (typeof RUN_COLUMNS)[number]>;
