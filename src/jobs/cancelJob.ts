import type pg from 'pg';
import { CANCELLED_BECAUSE } from './cancelled.js';
import type { ListedJob } from './listedJobs.js';
import { lockJob, readJob } from './lockJob.js';
import type { ChangedJob } from './retryJob.js';

/**
 * Gives up a job that waits for its first or next attempt. It stays listed as a failed one does, so that the store is told of
 * it in the same way, and it can be retried.
 *
 * @param client the connection with the transaction
 * @returns null if there is no such job
 */
export async function cancelJob(client: pg.ClientBase, id: number): Promise<ChangedJob | null> {
  const job = await lockJob(client, id);
  if (job === null) return null;
  const refusal = REFUSALS[job.status];
  if (refusal !== null) return { job, refusal };
  await client.query('SELECT graphile_worker.permanently_fail_jobs(ARRAY[$1::bigint], $2)', [
    id,
    CANCELLED_BECAUSE,
  ]);
  const changed = await readJob(client, id);
  return changed && { job: changed, refusal: null };
}

const REFUSALS: Readonly<Record<ListedJob['status'], string | null>> = {
  QUEUED: null,
  RUNNING: 'it runs',
  FAILED: 'it has failed for good already',
  CANCELLED: 'it is cancelled already',
};
