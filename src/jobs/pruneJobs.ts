import type pg from 'pg';
import { SUPERSEDED } from './superseded.js';

/** How long a job that has used up its attempts can be read. */
const KEPT_FAILURES = '7 days';

/**
 * Deletes jobs that are over: failed jobs whose key was given to another job while they ran, and failures that were
 * kept for long enough.
 */
export async function pruneJobs(client: pg.ClientBase): Promise<void> {
  await client.query(
    `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs
     WHERE locked_at IS NULL AND attempts >= max_attempts
       AND (${SUPERSEDED} OR run_at < now() - $1::interval)`,
    [KEPT_FAILURES],
  );
  await client.query(
    `DELETE FROM job_progress WHERE NOT EXISTS (SELECT FROM graphile_worker.jobs WHERE id = job_id)`,
  );
}
