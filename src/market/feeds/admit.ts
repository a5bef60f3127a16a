import type pg from 'pg';
import { dayInIndia, isoOf } from '../day.js';
import { breakerOnRequest, breakerWaitMs } from './breaker.js';
import { beforeDate } from './datePlaceholder.js';
import type { Feed } from './feed.js';
import { breakerOf, storeBreaker, type FeedRow } from './feedRow.js';

/** A job waits so long for its turn at a host; one whose turn comes later gives its worker to others. */
const MOST_WAIT_MS = 10_000;
const DAY_MS = 86_400_000;
const INDIA_MS = 5.5 * 3_600_000;

/** Whether a request may be sent: after `waitMs`, or, where there is a reason, not before them. */
export interface Admission {
  readonly waitMs: number;
  /** Why no request may be sent; null: one may. */
  readonly refusedReason: string | null;
}

/**
 * Takes what a request needs: the consent of the breaker, one of the requests of the day, and a turn at the host. They are
 * kept in the database, so that all processes share them.
 *
 * @param row of the feed, locked
 */
export async function admit(client: pg.ClientBase, feed: Feed, row: FeedRow, now: Date): Promise<Admission> {
  const breaker = breakerOf(row);
  const openMs = breakerWaitMs(breaker, now);
  if (openMs > 0) {
    return later(
      openMs,
      `It waits: the feed failed ${row.failures} times in a row, and is tried again soon.`,
    );
  }
  if (feed.place.kind === 'folder') {
    await storeBreaker(client, feed.name, breakerOnRequest(breaker, now));
    return { waitMs: 0, refusedReason: null };
  }
  const today = dayInIndia(now);
  const used = row.quotaDay === isoOf(today) ? row.quotaUsed : 0;
  if (feed.quota !== null && used >= feed.quota) {
    const midnight = (today + 1) * DAY_MS - INDIA_MS;
    return later(
      midnight - now.getTime(),
      `It waits for tomorrow: the ${feed.quota} requests of the day are used up.`,
    );
  }
  const turn = await takeTurn(client, hostOf(feed), feed.pauseMs, now);
  if (turn.refusedReason !== null) return turn;
  await storeBreaker(client, feed.name, breakerOnRequest(breaker, now));
  await client.query('UPDATE feeds SET quota_day = $2, quota_used = $3 WHERE name = $1', [
    ...[feed.name, isoOf(today), used + 1],
  ]);
  return turn;
}

/** Lets no request to the host of a feed be sent for a while, because the host asks for it. */
export async function holdHost(client: pg.ClientBase, feed: Feed, until: Date): Promise<void> {
  await client.query(
    `INSERT INTO feed_hosts AS host (host, next_at) VALUES ($1, $2)
     ON CONFLICT (host) DO UPDATE SET next_at = greatest(host.next_at, excluded.next_at)`,
    [hostOf(feed), until],
  );
}

async function takeTurn(client: pg.ClientBase, host: string, pauseMs: number, now: Date): Promise<Admission> {
  const pause = `${pauseMs} milliseconds`;
  const { rows } = await client.query<{ turn: Date }>(
    `INSERT INTO feed_hosts AS host (host, next_at) VALUES ($1, $2::timestamptz + $3::interval)
     ON CONFLICT (host) DO UPDATE SET next_at = greatest(host.next_at, $2) + $3::interval
       WHERE host.next_at <= $2::timestamptz + $4::interval
     RETURNING next_at - $3::interval AS turn`,
    [host, now, pause, `${MOST_WAIT_MS} milliseconds`],
  );
  if (rows.length > 0)
    return { waitMs: Math.max(0, rows[0].turn.getTime() - now.getTime()), refusedReason: null };
  const taken = await client.query<{ at: Date }>('SELECT next_at AS at FROM feed_hosts WHERE host = $1', [
    host,
  ]);
  return later(taken.rows[0].at.getTime() - now.getTime(), `It waits for its turn at ${host}.`);
}

/** All feeds of a host share its turns; a command has its own, because we do not know whom it asks. */
const hostOf = ({ name, place }: Feed): string =>
  place.kind === 'url' ? new URL(beforeDate(place.url)).host : `feed ${name}`;

const later = (waitMs: number, refusedReason: string): Admission => ({ waitMs, refusedReason });
