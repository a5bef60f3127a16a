import type pg from 'pg';
import { LOCKS } from '../../database/transaction.js';

/**
 * Gives jobs of workers that are gone to those that are there. graphile-worker would wait for four hours, as it
 * cannot know; but a worker of ours holds the lock of runs for as long as it works on a job, and the lock goes with
 * its connection. Between taking a job and taking the lock lie milliseconds: a job is left alone for a while.
 *
 * Where that is mistaken, as for a worker that lost one connection and lives, a job is done twice, one after the
 * other under the lock, and the second time there is nothing to do.
 *
 * @param graceMs how long ago a job must have been taken
 * @returns the workers that are gone
 */
export async function recoverJobs(pool: pg.Pool, graceMs: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ gone: readonly string[] | null }>(
    `SELECT array_agg(DISTINCT locked_by) AS gone FROM graphile_worker.jobs
     WHERE locked_at < now() - $2 * interval '1 ms' AND NOT EXISTS (
       SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1 AND classid = 0 AND objsubid = 1
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     )`,
    [LOCKS.runs, graceMs],
  );
  const gone = rows[0].gone ?? [];
  if (gone.length > 0) await pool.query('SELECT graphile_worker.force_unlock_workers($1)', [gone]);
  // Jobs that were followed by another one while they ran, and did not end well: nobody takes them up any more.
  await pool.query(
    `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs
     WHERE key IS NULL AND locked_at IS NULL AND attempts >= max_attempts`,
  );
  return gone;
}

/**
 * Queues a job for each run that is not made yet. It has one, but got in a store that without its queue, or where
 * that job was given up; one more finds nothing to do.
 */
export async function queueUnfinishedRuns(pool: pg.Pool): Promise<void> {
  await pool.query(
    `SELECT queue_job('rescore', json_build_object('runId', id), 'rescore ' || id, NULL, 0)
     FROM (SELECT id FROM runs WHERE status IN ('QUEUED', 'RUNNING') ORDER BY id) AS unfinished`,
  );
}

/** Hands over what was queued before there was a queue. */
export async function takeEarlyJobs(pool: pg.Pool): Promise<void> {
  await pool.query(
    `WITH early AS (DELETE FROM early_jobs RETURNING *)
     SELECT queue_job(task, payload, key, run_at, priority) FROM early`,
  );
}
