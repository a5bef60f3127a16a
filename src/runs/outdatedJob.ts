import type pg from 'pg';
import { z } from 'zod';
import { enqueue } from '../jobs/enqueue.js';
import type { JobKind } from '../jobs/jobKind.js';
import { isoOf } from '../market/day.js';
import type { Day, IsoDate } from '../scoring/names.js';

/** Scores what is outdated; `from` leaves out the sessions before it, which an earlier job has dealt with. */
export const outdatedJob: JobKind<{ readonly from?: IsoDate | undefined }> = {
  name: 'rescore_outdated',
  payload: z.strictObject({ from: (z.iso.date() as unknown as z.ZodType<IsoDate>).optional() }),
  queue: 'scores',
  attempts: 25,
};

/**
 * Enqueues a rescore of what is outdated, in the transaction that makes it so.
 *
 * This is the debounce: at most one such job waits, however many batches come, and it follows the one that runs
 * meanwhile. A burst therefore ends in two rescores, the first of which begins at once. We do not wait for more batches
 * to come, because bars that arrive one batch at a time would be scored that much later. The files of a folder are seen
 * together in any case, since a job waits for the lock of facts.
 */
export function queueOutdated(client: pg.ClientBase | pg.Pool): Promise<void> {
  return enqueue(client, outdatedJob, {}, { key: 'rescore_outdated' });
}

/**
 * Enqueues a rescore for workers with the method that the store serves, where one with another method has taken the
 * job: while a service with a new method replaces one with the former method, workers of both take jobs.
 *
 * @param ms from now, so that the other workers have their turn
 */
export function queueForOthers(client: pg.ClientBase, ms: number): Promise<void> {
  return enqueue(client, outdatedJob, {}, { key: 'rescore_outdated', due: new Date(Date.now() + ms) });
}

/** Enqueues the rest of a backfill, after everything that is newer. */
export function queueRest(client: pg.ClientBase, from: IsoDate): Promise<void> {
  return enqueue(client, outdatedJob, { from }, { key: 'rescore_outdated rest', priority: 1 });
}

/** How far a clock may be set back between the time at which a job is due and the time at which it reads the clock. */
const CLOCK_SET_BACK_MS = 1000;

/** Enqueues the final run of a day whose scores are provisional: they are outdated once its session has closed. */
export function queueFinalRun(client: pg.ClientBase, day: Day, closesAt: Date): Promise<void> {
  const due = new Date(closesAt.getTime() + CLOCK_SET_BACK_MS);
  return enqueue(client, outdatedJob, {}, { key: `close ${isoOf(day)}`, due });
}
