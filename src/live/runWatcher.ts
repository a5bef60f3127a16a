import type { Database } from '../database/database.js';
import { RUN_COLUMNS, type RunRow } from '../database/runRow.js';
import { ProgressWatcher, type ProgressSource } from './progressWatcher.js';

const COLUMNS = RUN_COLUMNS.join(', ');

const RUNS: ProgressSource<RunRow> = {
  names: { one: 'a run', field: 'runs' },
  ofId: `SELECT ${COLUMNS} FROM runs WHERE id = $1`,
  // The newest runs, all unfinished runs, and runs that were unfinished before.
  changing: `SELECT ${COLUMNS} FROM runs
    WHERE id > (SELECT max(id) FROM runs) - 200 OR status IN ('QUEUED', 'RUNNING') OR id = ANY ($1) ORDER BY id`,
  isFinished: ({ status }) => status === 'SUCCEEDED' || status === 'FAILED',
  hasChanged: (former, row) =>
    former.status !== row.status ||
    former.scored !== row.scored ||
    former.total !== row.total ||
    former.changed !== row.changed,
};

/** Reports the progress of runs to watchers. */
export class RunWatcher extends ProgressWatcher<RunRow> {
  /** @param onFailure called when runs could not be read; they are read again */
  constructor(database: Pick<Database, 'query'>, onFailure: (error: Error) => void) {
    super(database, RUNS, onFailure);
  }
}
