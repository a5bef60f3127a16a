import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { JobLog } from './jobLog.js';
import type { Lease } from './lease.js';
import { pruneJobs } from './pruneJobs.js';
import { recoverJobs, workersWithoutLease } from './recoverJobs.js';
import { takeEarlyJobs } from './takeEarlyJobs.js';

/**
 * Looks for workers that are gone, and cleans up the queue, until `end` aborts.
 *
 * @param settle what each task does about jobs that were given up
 * @throws Error if the connection of the lease is lost: our own jobs may then be given away
 */
export async function watchWorkers(
  lease: Lease,
  end: AbortSignal,
  everyMs: number,
  log: JobLog,
  settle: (client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  const { client } = lease;
  let suspects: readonly string[] = [];
  const look = async (): Promise<void> => {
    await takeEarlyJobs(client);
    const missing = await workersWithoutLease(client);
    const gone = missing.filter((worker) => suspects.includes(worker));
    suspects = missing;
    if (gone.length > 0) {
      await recoverJobs(client, gone);
      log.warn({ gone }, 'took over the jobs of workers that are gone');
    }
    await settle(client);
    await pruneJobs(client);
  };
  while (!end.aborted) {
    await lease.answered(look()).catch((error: unknown) => {
      // The server answered, so the connection and the lease are there.
      if (!(error instanceof pg.DatabaseError)) throw error;
      log.warn({ err: error }, 'could not look for jobs of workers that are gone; trying again');
    });
    await wait(everyMs, undefined, { signal: end }).catch(() => undefined);
  }
}
