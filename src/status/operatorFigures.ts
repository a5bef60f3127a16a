import type pg from 'pg';
import type { Day } from '../scoring/names.js';
import { countJobs } from './countJobs.js';
import { newestSessions } from './newestSessions.js';

/** What rules of operators are about. Null: it is not known. */
export interface OperatorFigures {
  /** Sessions before today that are newer than the newest session with enough bars; null where there is none. */
  readonly sessionsBehind: number | null;
  /** Runs that failed within seven days, and after which no run of their day and method succeeded. */
  readonly failedRuns: number;
  /** For how long the oldest job that is due waits, in minutes. */
  readonly waitedMinutes: number;
  /** The share of operations of the last minute that failed for a reason of the service; null where there were none. */
  readonly failedShare: number | null;
}

/** @param today in India */
export async function readOperatorFigures(client: pg.Pool, today: Day): Promise<OperatorFigures> {
  const { counted, since } = await newestSessions(client);
  const { tasks } = await countJobs(client);
  const { rows } = await client.query<Pick<OperatorFigures, 'failedRuns' | 'failedShare'>>(
    `SELECT (
       SELECT count(*)::int FROM runs AS failed
       WHERE status = 'FAILED' AND finished_at > now() - interval '7 days' AND NOT EXISTS (
         SELECT FROM runs AS later
         WHERE later.day = failed.day AND later.status = 'SUCCEEDED' AND later.finished_at > failed.finished_at
           AND (later.mode IS NULL OR later.mode = failed.mode)
           AND (SELECT name FROM methods WHERE hash = later.method_hash)
             = (SELECT name FROM methods WHERE hash = failed.method_hash)
       )
     ) AS "failedRuns", (
       SELECT failures::float8 / operations FROM operation_minutes
       WHERE minute = date_trunc('minute', now()) - interval '1 minute'
     ) AS "failedShare"`,
  );
  return {
    ...rows[0],
    sessionsBehind: counted === null ? null : since(counted, today),
    waitedMinutes: Math.max(0, ...tasks.map(({ oldestSeconds }) => oldestSeconds)) / 60,
  };
}
