import type pg from 'pg';
import { z } from 'zod';
import { enqueue } from '../../jobs/enqueue.js';
import type { JobKind } from '../../jobs/jobKind.js';
import type { IsoDate } from '../../scoring/names.js';
import { feedNow } from './feedNow.js';
import { lockFeed } from './feedRow.js';

/** A day of a feed; without a day, a look into the folder that it watches. */
export interface FetchPayload {
  readonly feed: string;
  readonly day?: IsoDate | undefined;
}

/** Gets the file of a day of a feed. */
export const fetchJob: JobKind<FetchPayload> = {
  name: 'fetch_feed',
  payload: z.strictObject({
    feed: z.string().min(1).max(40),
    day: (z.iso.date() as unknown as z.ZodType<IsoDate>).optional(),
  }),
  // Attempts at a source are counted by its feed. These are for workers that were killed and databases that went away.
  attempts: 5,
  revive: async (client, { feed, day }) => {
    if (day === undefined) return null;
    await lockFeed(client, feed, await feedNow(client, undefined));
    await client.query(
      `UPDATE feed_days SET status = 'QUEUED', attempts = 0, next_at = NULL, error = NULL
       WHERE feed = $1 AND day = $2 AND status NOT IN ('QUEUED', 'RUNNING')`,
      [feed, day],
    );
    return null;
  },
};

/** The key under which at most one job of a day waits. */
export const fetchKey = ({ feed, day }: FetchPayload): string =>
  day === undefined ? `feed ${feed}` : `feed ${feed} ${day}`;

/** What the schedule wants comes before backfills. */
export const priorityOf = (isScheduled: boolean): number => (isScheduled ? 0 : 1);

/** Enqueues a job in the transaction of its cause. */
export function enqueueFetch(
  client: pg.ClientBase,
  payload: FetchPayload,
  { due, isScheduled }: { readonly due?: Date; readonly isScheduled: boolean },
): Promise<void> {
  const priority = priorityOf(isScheduled);
  return enqueue(client, fetchJob, payload, { key: fetchKey(payload), priority, ...(due && { due }) });
}
