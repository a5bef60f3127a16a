import type pg from 'pg';
import { inTransaction, LOCKS } from '../database/transaction.js';

/**
 * Returns the workers that have a job and hold no lease. A process that was killed holds none from the moment at which
 * PostgreSQL sees its connections end, which takes milliseconds.
 */
export async function workersWithoutLease(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ worker: string }>(
    `SELECT DISTINCT locked_by AS worker FROM graphile_worker.jobs
     WHERE locked_by IS NOT NULL AND NOT EXISTS (
       SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = $1
         AND objid::bigint = hashtext(locked_by)::bigint & 4294967295
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     )`,
    [LOCKS.leases],
  );
  return rows.map(({ worker }) => worker);
}

/**
 * Gives the jobs of workers that are gone to the workers that live, each job at once. graphile-worker alone would do so
 * after four hours, as it cannot know. A job whose last attempt was cut short fails instead, so that a job that kills
 * its worker comes to an end.
 */
export function recoverJobs(client: pg.ClientBase, gone: readonly string[]): Promise<void> {
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ ids: readonly number[] | null }>(
      `SELECT array_agg(id) AS ids FROM graphile_worker.jobs
       WHERE locked_by = ANY ($1) AND attempts >= max_attempts AND NOT (key IS NULL AND coalesce(flags ? 'keyed', false))`,
      [gone],
    );
    await client.query('SELECT graphile_worker.force_unlock_workers($1)', [gone]);
    if (rows[0].ids === null) return;
    await client.query('SELECT graphile_worker.permanently_fail_jobs($1, $2)', [
      rows[0].ids,
      'Its worker ended during the last attempt.',
    ]);
  });
}
