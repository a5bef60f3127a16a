import type pg from 'pg';
import type { JobKind } from './jobKind.js';
import type { ListedJob } from './listedJobs.js';
import { lockJob, readJob } from './lockJob.js';
import { withoutCron } from './withoutCron.js';

/** A job after a change that an operator asked for, or why it was not changed. */
export interface ChangedJob {
  readonly job: ListedJob;
  /** Why it was not changed, as the end of "… because …"; null: it was. */
  readonly refusal: string | null;
}

/**
 * Makes a job due at once that has failed or was cancelled, with all its attempts.
 *
 * @param client the connection with the transaction, which is to be rolled back if the job was not changed
 * @param kinds the kinds of jobs whose work the store may say was given up
 * @returns null if there is no such job
 */
export async function retryJob(
  client: pg.ClientBase,
  id: number,
  kinds: readonly JobKind[],
): Promise<ChangedJob | null> {
  const found = await readJob(client, id);
  if (found === null) return null;
  // All that enqueues a job locks the rows of its work first, and so must we.
  const reason = refusalOf(found) ?? (await revive(client, found, kinds));
  if (reason !== null) return { job: found, refusal: reason };
  const job = await lockJob(client, id);
  if (job === null) return null;
  const refusal = refusalOf(job);
  if (refusal !== null) return { job, refusal };
  await client.query('SELECT graphile_worker.reschedule_jobs(ARRAY[$1::bigint], now(), attempts => 0)', [id]);
  const changed = await readJob(client, id);
  return changed && { job: changed, refusal: null };
}

function refusalOf({ status, attempts }: ListedJob): string | null {
  if (status === 'RUNNING') return 'it runs';
  return status === 'QUEUED' && attempts === 0 ? 'it has not failed, and waits for a worker' : null;
}

async function revive(
  client: pg.ClientBase,
  { task, payload }: ListedJob,
  kinds: readonly JobKind[],
): Promise<string | null> {
  const kind = kinds.find(({ name }) => name === task);
  const checked = kind?.payload.safeParse(withoutCron(JSON.parse(payload)));
  // A payload that does not fit fails again, and says so.
  if (kind?.revive === undefined || checked?.success !== true) return null;
  return kind.revive(client, checked.data);
}
