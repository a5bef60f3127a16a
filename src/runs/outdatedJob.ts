import type pg from 'pg';
import { z } from 'zod';
import { enqueue } from '../jobs/enqueue.js';
import type { JobKind } from '../jobs/jobKind.js';
import { isoOf } from '../market/day.js';
import type { Day, IsoDate } from '../scoring/names.js';

/** What an earlier job has dealt with. */
export interface OutdatedPayload {
  /** Leaves out the sessions before it. */
  readonly from?: IsoDate | undefined;
  /** The name of the method to go on with. Leaves out the methods before it. */
  readonly method?: string | undefined;
}

/** Scores what is outdated. */
export const outdatedJob: JobKind<OutdatedPayload> = {
  name: 'rescore_outdated',
  payload: z.strictObject({
    from: (z.iso.date() as unknown as z.ZodType<IsoDate>).optional(),
    method: z.string().optional(),
  }),
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
 * Enqueues a rescore for workers with all methods that are scored, where one that lacks some has taken the job: while a
 * service with other methods replaces a former one, workers of both take jobs.
 *
 * @param ms from now, so that the other workers have their turn
 */
export function queueForOthers(client: pg.ClientBase, ms: number): Promise<void> {
  return enqueue(client, outdatedJob, {}, { key: 'rescore_outdated', due: new Date(Date.now() + ms) });
}

/** Enqueues the rest of a backfill, after everything that is newer. */
export function queueRest(client: pg.ClientBase, rest: OutdatedPayload): Promise<void> {
  return enqueue(client, outdatedJob, rest, { key: 'rescore_outdated rest', priority: 1 });
}

/** How far a clock may be set back between the time at which a job is due and the time at which it reads the clock. */
const CLOCK_SET_BACK_MS = 1000;

/** Enqueues the final run of a day whose scores are provisional: they are outdated once its session has closed. */
export function queueFinalRun(client: pg.ClientBase, day: Day, closesAt: Date): Promise<void> {
  const due = new Date(closesAt.getTime() + CLOCK_SET_BACK_MS);
  return enqueue(client, outdatedJob, {}, { key: `close ${isoOf(day)}`, due });
}
