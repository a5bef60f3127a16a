import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { IsoDate } from '../../scoring/names.js';
import { admit } from './admit.js';
import type { Validators } from './dayOutcome.js';
import type { Feed } from './feed.js';
import { feedNow } from './feedNow.js';
import { lockFeed } from './feedRow.js';
import { enqueueFetch } from './fetchJob.js';
import { isDated } from './isDated.js';
import { isOfTheDay } from './isOfTheDay.js';
import { isJobRunning } from './isJobRunning.js';

/** How soon a job looks again whether the one that works on its day has ended. */
const BUSY_MS = 5_000;
/** By how much a day of a backfill waits longer after many failures in a row. */
const MOST_PATIENCE = 15;

/** A day whose file a job is about to get. */
export interface BegunDay {
  /** Of the file that was taken last. */
  readonly known: Validators;
  /** How long to wait for the turn at the host, in milliseconds. */
  readonly waitMs: number;
  readonly now: Date;
}

interface Row extends Validators {
  readonly status: string;
  readonly scheduled: boolean;
  readonly job: number | null;
}

/**
 * Takes a day for a job, in one transaction, so that no other job works on it. Where its time has not come, the job is
 * enqueued again.
 *
 * @returns null where there is nothing to do, or not now
 */
export function beginDay(
  pool: pg.Pool,
  feed: Feed,
  day: IsoDate,
  job: number,
  clock: (() => Date) | undefined,
): Promise<BegunDay | null> {
  return withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const now = await feedNow(client, clock);
      const state = await lockFeed(client, feed.name, now);
      const row = await readDay(client, feed, day);
      // A paused feed goes on with its days when it is resumed.
      if (row === null || state.paused) return null;
      const enqueueLater = async (waitMs: number, error: string | null): Promise<null> => {
        const due = new Date(now.getTime() + waitMs);
        await enqueueFetch(client, { feed: feed.name, day }, { due, isScheduled: row.scheduled });
        if (error !== null) await noteWait(client, feed, day, due, error);
        return null;
      };
      if (
        row.status === 'RUNNING' &&
        row.job !== null &&
        row.job !== job &&
        (await isJobRunning(client, row.job))
      ) {
        return enqueueLater(BUSY_MS, null);
      }
      const { waitMs, refusedReason } = await admit(client, feed, state, now);
      if (refusedReason !== null) {
        // Thousands of days of a backfill need not all be looked at each minute while the source is away.
        const patience = row.scheduled ? 1 : Math.min(Math.max(state.failures - 4, 1), MOST_PATIENCE);
        return enqueueLater(waitMs * patience, refusedReason);
      }
      await noteBegin(client, feed, day, job, now);
      const { etag, lastModified, sha256 } = row;
      return { known: { etag, lastModified, sha256 }, waitMs, now };
    }),
  );
}

async function readDay(client: pg.ClientBase, feed: Feed, day: IsoDate): Promise<Row | null> {
  // A master may still be that of a former day. A file of prices of a former day is not the one that we want.
  const { rows } = await client.query<Row>(
    `SELECT today.status, today.scheduled, today.job, file.etag, file.last_modified AS "lastModified", file.sha256
     FROM feed_days AS today LEFT JOIN LATERAL (
       SELECT etag, last_modified, sha256 FROM feed_days AS file
       WHERE file.feed = $1 AND (file.day = $2 OR $3) AND sha256 IS NOT NULL ORDER BY checked_at DESC LIMIT 1
     ) AS file ON true
     WHERE feed = $1 AND day = $2 AND status IN ('QUEUED', 'RUNNING')`,
    [feed.name, day, !isDated(feed) && !isOfTheDay(feed)],
  );
  return rows[0] ?? null;
}

async function noteWait(
  client: pg.ClientBase,
  { name }: Feed,
  day: IsoDate,
  due: Date,
  error: string,
): Promise<void> {
  await client.query(
    `UPDATE feed_days SET status = 'QUEUED', next_at = $3, error = $4 WHERE feed = $1 AND day = $2`,
    [name, day, due, error],
  );
  await client.query(
    `UPDATE backfill_days SET status = 'QUEUED', error = $3
     WHERE feed = $1 AND day = $2 AND status IN ('QUEUED', 'RUNNING')`,
    [name, day, error],
  );
}

async function noteBegin(
  client: pg.ClientBase,
  { name }: Feed,
  day: IsoDate,
  job: number,
  now: Date,
): Promise<void> {
  await client.query(`UPDATE feed_days SET status = 'RUNNING', job = $3 WHERE feed = $1 AND day = $2`, [
    ...[name, day, job],
  ]);
  await client.query(
    `WITH begun AS (
       UPDATE backfill_days SET status = 'RUNNING'
       WHERE feed = $1 AND day = $2 AND status IN ('QUEUED', 'RUNNING') RETURNING backfill_id
     )
     UPDATE backfills SET status = 'RUNNING', started_at = coalesce(started_at, $3)
     FROM begun WHERE id = backfill_id AND status = 'QUEUED'`,
    [name, day, now],
  );
}
