import type pg from 'pg';
import type { RunsTable, RunStatus } from '../database/tables.js';

/** Runs of a result and cause. */
export interface RunCounts {
  readonly status: RunStatus;
  readonly cause: RunsTable['cause'];
  readonly runs: number;
  /** How long they took together, in seconds. */
  readonly seconds: number;
}

/** Counts all runs of the store, from an index. */
export async function countRuns(client: pg.Pool): Promise<readonly RunCounts[]> {
  const { rows } = await client.query<RunCounts>(
    `SELECT status, cause, count(*) AS runs,
       coalesce(sum(extract(epoch FROM finished_at - started_at)), 0)::float8 AS seconds
     FROM runs GROUP BY status, cause`,
  );
  return rows;
}
