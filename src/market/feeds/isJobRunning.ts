import type pg from 'pg';
import { hasQueue } from '../../jobs/hasQueue.js';

/** Returns whether a worker has a job now. The job of a worker that was killed is given back within seconds. */
export async function isJobRunning(client: pg.ClientBase, id: number): Promise<boolean> {
  if (!(await hasQueue(client))) return false;
  const { rows } = await client.query<{ runs: boolean }>(
    'SELECT EXISTS (SELECT FROM graphile_worker.jobs WHERE id = $1 AND locked_at IS NOT NULL) AS runs',
    [id],
  );
  return rows[0].runs;
}
