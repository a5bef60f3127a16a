import type pg from 'pg';
import { newestBatch } from '../market/store/recordBatch.js';
import type { IsoDate } from '../scoring/names.js';
import { VERSION } from '../version.js';
import { storeSetup, type ScoringSetup } from './scoringSetup.js';

/** What a failed scoring leaves in the store. */
export interface FailedRun {
  readonly day: IsoDate;
  readonly startedAt: Date;
  /** In words for readers of the run. */
  readonly error: string;
}

/**
 * Stores a run that failed, unless the newest run of its day and method failed for the same reason and with the same facts: a job that
 * is tried again leaves one run.
 *
 * @param client not the connection that failed, which may be in a transaction that was aborted
 */
export async function storeFailedRun(
  client: pg.ClientBase | pg.Pool,
  setup: ScoringSetup,
  { day, startedAt, error }: FailedRun,
): Promise<void> {
  await storeSetup(client, setup);
  await client.query(
    `INSERT INTO runs (day, status, read_batch, method_hash, sectors_hash, code_version, started_at, finished_at, error)
     SELECT $1, 'FAILED', $2, $3, $4, $5, $6, clock_timestamp(), $7
     WHERE NOT EXISTS (
       SELECT FROM runs WHERE id = (SELECT max(id) FROM runs WHERE day = $1 AND method_hash = $3)
         AND status = 'FAILED' AND read_batch = $2 AND error = $7
     )`,
    [day, await newestBatch(client), setup.method.hash, setup.sectorsHash, VERSION, startedAt, error],
  );
}
