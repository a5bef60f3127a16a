import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { Job } from '../../jobs/task.js';
import type { IsoDate } from '../../scoring/names.js';
import { endBackfillDays } from './endBackfillDays.js';
import { giveUpDay } from './endDay.js';
import type { Feed, FolderPlace } from './feed.js';
import { feedNow } from './feedNow.js';
import { lockFeed } from './feedRow.js';
import type { FeedServices } from './feedServices.js';
import { enqueueFetch } from './fetchJob.js';
import { lookIntoFolder } from './lookIntoFolder.js';

/** How soon a day is looked for again while another job looks into the folder, or the breaker is open. */
const AGAIN_MS = 5_000;

/** Looks into a watched folder for the file of a day, which a backfill asks for. */
export async function fetchFolderDay(
  feed: Feed,
  place: FolderPlace,
  day: IsoDate,
  job: Job<{ readonly feeds: FeedServices }>,
): Promise<void> {
  const { pool, services } = job;
  const look = await lookIntoFolder(feed, place, job);
  const isOver = await withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const now = await feedNow(client, services.feeds.now);
      const { paused } = await lockFeed(client, feed.name, now);
      const { rows } = await client.query<{ rows: number | null; has: boolean }>(
        `SELECT rows, succeeded_at IS NOT NULL AS has FROM feed_days
         WHERE feed = $1 AND day = $2 AND status IN ('QUEUED', 'RUNNING')`,
        [feed.name, day],
      );
      if (rows.length === 0 || paused) return true;
      if (rows[0].has) {
        await client.query(
          `UPDATE feed_days SET status = 'SUCCEEDED', error = NULL, next_at = NULL WHERE feed = $1 AND day = $2`,
          [feed.name, day],
        );
        const done = { status: 'SUCCEEDED' as const, rows: 0, attempts: 0, error: null };
        await endBackfillDays(client, feed.name, day, done, now);
        return true;
      }
      if (look === 'DONE') return false;
      const due = new Date(now.getTime() + AGAIN_MS);
      await enqueueFetch(client, { feed: feed.name, day }, { due, isScheduled: false });
      return true;
    }),
  );
  if (isOver) return;
  const seconds = services.feeds.stillMs / 1000;
  await giveUpDay(
    pool,
    feed.name,
    day,
    `No file of ${place.folder} that stands still for ${seconds} s holds ${day}: put it there, and it is taken by itself.`,
    services.feeds,
  );
}
