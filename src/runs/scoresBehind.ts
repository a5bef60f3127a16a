import type pg from 'pg';
import { isoOf } from '../market/day.js';
import { newestSession } from '../market/store/newestSession.js';
import { sessionClose } from '../market/store/sessionClose.js';
import { MODES, type IsoDate } from '../scoring/names.js';
import { outdatedJob } from './outdatedJob.js';
import { rescoreJob } from './rescoreJob.js';

/**
 * What becomes of scores that are behind: a rescore runs, waits for a worker, failed and is tried again, failed for good, or
 * no rescore is queued.
 */
export type BehindReason = 'RUNNING' | 'RETRYING' | 'WAITING' | 'FAILED' | 'NOT_QUEUED';

/** The newest session, whose scores of the served method were not computed from all facts of the store. */
export interface ScoresBehind {
  /** When the first fact was recorded that the scores lack; of provisional scores, when their session closed. */
  readonly since: Date;
  readonly session: IsoDate;
  readonly reason: BehindReason;
}

/**
 * Finds out whether the scores of the newest session are behind its facts. It reads a few rows of indexes, so that it may be
 * asked often, and depends on the store alone, so that all processes say the same.
 *
 * @returns null where they are not, and where no session counts yet
 */
export async function scoresBehind(client: pg.ClientBase | pg.Pool): Promise<ScoresBehind | null> {
  const newest = await newestSession(client);
  if (newest === null) return null;
  const session = isoOf(newest);
  const lacking = await firstFactSince(client, session);
  const since = lacking ?? (await closedSince(client, session, await sessionClose(client, newest)));
  return since === null ? null : { since, session, reason: await reasonOf(client, session) };
}

/** Returns when the first fact was recorded that the scores of a session may lack; null where they lack none. */
async function firstFactSince(client: pg.ClientBase | pg.Pool, session: IsoDate): Promise<Date | null> {
  const { rows } = await client.query<{ since: Date | null }>(
    `WITH scored AS (
       -- The newest session with scores of each mode: a later one lacks what was recorded since.
       SELECT max(day) AS day, min(valid_batch) AS batch FROM served_days
       WHERE day = (
         SELECT day FROM served_days WHERE day <= $1 GROUP BY day HAVING count(*) = $2 ORDER BY day DESC LIMIT 1
       )
     ), lacking AS (
       SELECT min(recorded_at) AS since FROM batches
       WHERE id > coalesce((SELECT batch FROM scored), 0) AND touches_from <= $1
     )
     SELECT CASE
       WHEN scored.day IS NULL THEN greatest(lacking.since, (SELECT since FROM served_method))
       -- It ceased to have scores, or began to count, without new facts.
       WHEN lacking.since IS NULL AND scored.day < $1
         THEN (SELECT max(recorded_at) FROM batches WHERE touches_from <= $1)
       ELSE lacking.since
     END AS since
     FROM scored, lacking`,
    [session, MODES.length],
  );
  return rows[0].since;
}

/** Returns the close of a session if its scores are still those from before it; otherwise null. */
async function closedSince(
  client: pg.ClientBase | pg.Pool,
  session: IsoDate,
  close: Date,
): Promise<Date | null> {
  const { rows } = await client.query(
    `SELECT FROM served_days JOIN runs ON runs.id = run_id
     WHERE served_days.day = $1 AND provisional AND clock_timestamp() >= $2 LIMIT 1`,
    [session, close],
  );
  return rows.length > 0 ? close : null;
}

async function reasonOf(client: pg.ClientBase | pg.Pool, session: IsoDate): Promise<BehindReason> {
  const { rows } = await client.query<{ reason: BehindReason }>(
    `SELECT CASE
       WHEN bool_or(locked_at IS NOT NULL) THEN 'RUNNING'
       WHEN bool_or(attempts > 0) THEN 'RETRYING'
       WHEN count(*) > 0 THEN 'WAITING'
       WHEN (
         SELECT status FROM runs JOIN methods ON methods.hash = method_hash
         WHERE day = $1 AND methods.name = (SELECT name FROM served_method) ORDER BY runs.id DESC LIMIT 1
       ) = 'FAILED' THEN 'FAILED'
       ELSE 'NOT_QUEUED'
     END AS reason
     FROM graphile_worker.jobs
     WHERE task_identifier = ANY ($2) AND (locked_at IS NOT NULL OR attempts < max_attempts)
       AND (run_at <= now() OR attempts > 0)`,
    [session, [outdatedJob.name, rescoreJob.name]],
  );
  return rows[0].reason;
}
