import { sql, type RawBuilder } from 'kysely';
import type pg from 'pg';
import type { TradingCalendar } from '../calendar.js';
import type { Breaker } from './breaker.js';
import type { Feed } from './feed.js';
import { nextSlot } from './feedCalendar.js';

/** A feed with its state. */
export interface FeedState {
  readonly feed: Feed;
  /** Where its files come from, without what headers hold. */
  readonly location: string;
  /** Its times in India and its days, such as "19:00 on sessions". */
  readonly schedule: string;
  readonly paused: boolean;
  /** When the schedule asks for it next; null: not while it is paused or off, or it watches a folder. */
  readonly nextAt: Date | null;
  readonly lastAt: Date | null;
  readonly lastResult: 'SUCCEEDED' | 'FAILED' | 'UNCHANGED' | null;
  /** Why it is off, or why its last attempt failed; null: neither. */
  readonly lastError: string | null;
  readonly lastSuccessAt: Date | null;
  readonly breaker: Breaker['breaker'];
  /** In a row. */
  readonly failures: number;
  /** The share of its last 100 attempts that succeeded, 0 to 1; null: there were none. */
  readonly successRate: number | null;
}

/** A feed as `SELECT_FEEDS` reads it. Times are texts where it was read as JSON. */
export type StoredFeed = Pick<
  FeedState,
  'paused' | 'lastAt' | 'lastResult' | 'lastError' | 'lastSuccessAt' | 'breaker' | 'failures' | 'successRate'
> & { readonly name: string };

const UNSEEN: Omit<StoredFeed, 'name'> = {
  ...{ paused: false, lastAt: null, lastResult: null, lastError: null, lastSuccessAt: null },
  ...{ breaker: 'CLOSED', failures: 0, successRate: null },
};

/** What the store knows of all feeds, also of those that the file does not have any more. */
export const SELECT_FEEDS = `
  SELECT name, paused, last_at AS "lastAt", last_result AS "lastResult", last_error AS "lastError",
    last_success_at AS "lastSuccessAt", breaker, failures,
    length(replace(outcomes, '-', ''))::float8 / nullif(length(outcomes), 0) AS "successRate"
  FROM feeds`;

/** The same for statements that Kysely makes. */
export const selectFeeds: RawBuilder<StoredFeed> = sql.raw(SELECT_FEEDS);

/** Reads the state of the feeds of the file, in its order. */
export async function readFeeds(
  client: pg.ClientBase | pg.Pool,
  feeds: readonly Feed[],
  calendar: TradingCalendar,
  now: Date,
): Promise<readonly FeedState[]> {
  const { rows } = await client.query<StoredFeed>(SELECT_FEEDS);
  return feedStates(rows, feeds, calendar, now);
}

/** Returns the state of the feeds of the file, in its order, from what the store knows. */
export function feedStates(
  rows: readonly StoredFeed[],
  feeds: readonly Feed[],
  calendar: TradingCalendar,
  now: Date,
): readonly FeedState[] {
  const byName = new Map(rows.map(({ name, ...row }) => [name, row]));
  return feeds.map((feed) => {
    const row = byName.get(feed.name) ?? UNSEEN;
    const rests = feed.off !== null || row.paused || feed.place.kind === 'folder';
    return {
      feed,
      location: locationText(feed),
      schedule: scheduleText(feed),
      ...row,
      lastError: feed.off === null ? row.lastError : `It is off: ${feed.off}.`,
      nextAt: rests ? null : nextSlot(feed, now, calendar),
    };
  });
}

function locationText({ place }: Feed): string {
  if (place.kind === 'url') return place.url;
  // Arguments may hold secrets.
  return place.kind === 'folder' ? place.folder : place.command[0];
}

function scheduleText({ place, times, days }: Feed): string {
  if (place.kind === 'folder') return 'watched each minute';
  const at = times.map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16)).join(', ');
  const on = { sessions: 'on sessions', any: 'on each day', weekly: 'weekly', monthly: 'monthly' }[days];
  return `${at} ${on}`;
}
