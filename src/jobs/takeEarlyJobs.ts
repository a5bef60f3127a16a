import type pg from 'pg';

/**
 * Moves jobs into the queue that were added before it existed. graphile-worker makes its schema when the first worker
 * starts, while an import or an API without a worker may have added jobs before.
 */
export async function takeEarlyJobs(client: pg.ClientBase | pg.Pool): Promise<void> {
  await client.query(
    `WITH early AS (DELETE FROM early_jobs RETURNING *)
     SELECT queue_job(task, payload, key, run_at, priority, queue, max_attempts) FROM early`,
  );
}
