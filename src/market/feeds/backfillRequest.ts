import { UserError } from '../../userError.js';
import { shown } from '../../shown.js';
import type { IsoDate } from '../../scoring/names.js';
import type { TradingCalendar } from '../calendar.js';
import { dayInIndia, dayOf, isoOf } from '../day.js';
import type { Feed } from './feed.js';
import { feedDaysBetween } from './feedCalendar.js';
import { isDated } from './isDated.js';

/** What a backfill asks for. */
export interface BackfillRequest {
  readonly from: string;
  readonly to: string;
  /** Names of feeds; null or left out: all that work and have a file for each day. */
  readonly feeds?: readonly string[] | null | undefined;
}

/** A day of a feed that a backfill asks for. */
export interface WantedDay {
  readonly feed: string;
  readonly day: IsoDate;
}

/**
 * Checks a request, and returns the days that it asks for, the oldest first.
 *
 * @param most how many days a backfill may have
 * @throws UserError for a request that cannot be fulfilled
 */
export function wantedDays(
  { from, to, feeds: names }: BackfillRequest,
  feeds: readonly Feed[],
  calendar: TradingCalendar,
  now: Date,
  most: number,
): readonly WantedDay[] {
  const [first, last] = [requireDay(from, 'from'), requireDay(to, 'to')];
  const today = dayInIndia(now);
  if (first > last)
    throw new UserError(`Expected from on or before to, got ${from} and ${to}: exchange them.`);
  if (last > today) {
    throw new UserError(
      `Expected days up to today, ${isoOf(today)} in India, got ${to}: it has no files yet.`,
    );
  }
  const chosen =
    names === null || names === undefined
      ? withADayEach(feeds)
      : [...new Set(names)].map((name) => requireFeed(feeds, name));
  if (chosen.length === 0)
    throw new UserError('Expected at least one feed, got none: leave feeds out for all.');
  const undated = chosen.find((feed) => !isDated(feed));
  if (undated !== undefined) {
    throw new UserError(`The feed ${undated.name} gives its newest file only: run it without a day instead.`);
  }
  // Before days are listed, as a span may have millions.
  if (last - first >= most * 7) throw tooMany(`days from ${from} to ${to}`, most);
  const wanted: WantedDay[] = [];
  for (const { name, days } of chosen) {
    for (const day of feedDaysBetween(days, first, last, calendar))
      wanted.push({ feed: name, day: isoOf(day) });
    // With each feed, as there may be hundreds.
    if (wanted.length > most) throw tooMany(`${wanted.length} or more`, most);
  }
  if (wanted.length === 0) {
    throw new UserError(
      `Expected at least one session from ${from} to ${to}, got none: the exchange was closed.`,
    );
  }
  return wanted.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.feed < b.feed ? -1 : 1));
}

/** @throws UserError where there is no such feed, or it is off */
export function requireFeed(feeds: readonly Feed[], name: string): Feed {
  const feed = feeds.find((one) => one.name === name);
  if (feed === undefined) {
    const known = feeds.map((one) => one.name).join(', ');
    throw new UserError(
      `Expected the name of a feed, got "${shown(name)}": ${known || 'the file of feeds has none'}.`,
    );
  }
  if (feed.off !== null) throw new UserError(`The feed ${name} is off: ${feed.off}.`);
  return feed;
}

function withADayEach(feeds: readonly Feed[]): readonly Feed[] {
  const working = feeds.filter((feed) => feed.off === null && feed.place.kind !== 'folder' && isDated(feed));
  if (working.length > 0) return working;
  throw new UserError(
    'Expected a feed that works and has a file for each day, got none: enable one in the file of feeds (docs/feeds.md).',
  );
}

function requireDay(text: string, name: string): number {
  const day = dayOf(text);
  if (!Number.isNaN(day)) return day;
  throw new UserError(
    `Expected a date such as 2024-10-08 as ${name}, got "${shown(text)}": write it as YYYY-MM-DD.`,
  );
}

const tooMany = (got: string, most: number): UserError =>
  new UserError(
    `Expected at most ${most} days of feeds in a backfill, got ${got}: ask for a shorter span (BACKFILL_DAYS).`,
  );
