import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import type { TradingCalendar } from '../calendar.js';
import { dayOf, isoOf } from '../day.js';
import { breakerWaitMs } from './breaker.js';
import { catchUpOf } from './catchUpOf.js';
import { dueDays, type KnownDay } from './dueDays.js';
import type { Feed, FolderPlace } from './feed.js';
import { FeedFailure } from './feedFailure.js';
import { feedNow } from './feedNow.js';
import { breakerOf, lockFeed } from './feedRow.js';
import type { FeedServices } from './feedServices.js';
import { enqueueFetch } from './fetchJob.js';
import { isDated } from './isDated.js';
import { isJobRunning } from './isJobRunning.js';
import { listFolder } from './listFolder.js';
import { noteFiles } from './noteFiles.js';

/**
 * Enqueues what is due of a feed by its schedule, and a look into a folder in which something changed. Because the row of the
 * feed is locked, several processes enqueue it once.
 *
 * @returns how many jobs were enqueued
 */
export function queueDueDays(
  pool: pg.Pool,
  feed: Feed,
  calendar: TradingCalendar,
  services: FeedServices,
): Promise<number> {
  const { place } = feed;
  return withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const now = await feedNow(client, services.now);
      const row = await lockFeed(client, feed.name, now);
      if (row.paused || breakerWaitMs(breakerOf(row), now) > 0) return 0;
      if (place.kind === 'folder') {
        const isLooking = row.lookingJob !== null && (await isJobRunning(client, row.lookingJob));
        if (isLooking || !(await hasNews(client, feed, place, services, now))) return 0;
        await enqueueFetch(client, { feed: feed.name }, { isScheduled: true });
        return 1;
      }
      const known = await askedDays(client, feed);
      // What has no day in its address is asked for again on the next day anyhow.
      const recheck = isDated(feed) ? services.recheck : 0;
      const { since } = row;
      const catchUp = catchUpOf(feed, services);
      const due = dueDays(feed, known, now, calendar, { since, catchUp, recheck }).map(isoOf);
      await queueDays(client, feed, due);
      return due.length;
    }),
  );
}

async function queueDays(
  client: pg.ClientBase,
  { name: feed }: Feed,
  days: readonly IsoDate[],
): Promise<void> {
  await client.query(
    `INSERT INTO feed_days (feed, day, status, scheduled) SELECT $1, day, 'QUEUED', true FROM unnest($2::date[]) AS due (day)
     ON CONFLICT (feed, day) DO UPDATE SET status = 'QUEUED', scheduled = true, attempts = 0, next_at = NULL, error = NULL`,
    [feed, days],
  );
  for (const day of days) await enqueueFetch(client, { feed, day }, { isScheduled: true });
}

async function askedDays(client: pg.ClientBase, { name }: Feed): Promise<ReadonlyMap<Day, KnownDay>> {
  const { rows } = await client.query<KnownDay & { readonly day: IsoDate }>(
    `SELECT day::text AS day, status, next_at AS "nextAt", checked_at AS "checkedAt", succeeded_at AS "succeededAt"
     FROM feed_days WHERE feed = $1 ORDER BY day DESC LIMIT 1000`,
    [name],
  );
  return new Map(rows.map((row) => [dayOf(row.day), row]));
}

/** Returns whether a folder has files to take, or cannot be read, which a look then records. */
async function hasNews(
  client: pg.ClientBase,
  { name }: Feed,
  { folder }: FolderPlace,
  { stillMs }: FeedServices,
  now: Date,
): Promise<boolean> {
  try {
    return (await noteFiles(client, name, await listFolder(folder), stillMs, now)).length > 0;
  } catch (error) {
    if (error instanceof FeedFailure) return true;
    throw error;
  }
}
