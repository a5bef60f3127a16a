import type { Day } from '../../scoring/names.js';
import type { TradingCalendar } from '../calendar.js';
import { dayInIndia, monthOf } from '../day.js';
import type { Feed, FeedDayKind } from './feed.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const INDIA_MS = 5.5 * 3_600_000;
/** No calendar has more days in a row without a session. */
const MOST_CLOSED = 31;

/** 1970-01-05 was a Monday. */
const weekOf = (day: Day): number => Math.floor((day - 4) / 7);

/** Returns whether a feed has a file on a day. */
export function isFeedDay(kind: FeedDayKind, day: Day, calendar: TradingCalendar): boolean {
  if (kind === 'any') return true;
  if (!calendar.isSession(day)) return false;
  if (kind === 'sessions') return true;
  const spanOf = kind === 'weekly' ? weekOf : monthOf;
  for (let before = day - 1; spanOf(before) === spanOf(day); before--) {
    if (calendar.isSession(before)) return false;
  }
  return true;
}

/** Returns the days of a feed from one day to another, both included, ascending. */
export function feedDaysBetween(kind: FeedDayKind, from: Day, to: Day, calendar: TradingCalendar): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day++) if (isFeedDay(kind, day, calendar)) days.push(day);
  return days;
}

/** Returns the last `count` days of a feed up to a day, ascending; fewer where no day comes for long. */
export function lastFeedDays(kind: FeedDayKind, to: Day, count: number, calendar: TradingCalendar): Day[] {
  const days: Day[] = [];
  const span = kind === 'monthly' ? 31 : kind === 'weekly' ? 7 : 2;
  const end = to - count * span - MOST_CLOSED;
  for (let day = to; day > end && days.length < count; day--) {
    if (isFeedDay(kind, day, calendar)) days.push(day);
  }
  return days.reverse();
}

/**
 * Returns the days of a feed that the schedule catches up with, ascending: the last ones whose time has come.
 *
 * @param count how many
 */
export function daysCaughtUpWith(
  feed: Pick<Feed, 'days' | 'times'>,
  now: Date,
  count: number,
  calendar: TradingCalendar,
): Day[] {
  // One more, because the time of today may not have come.
  const days = lastFeedDays(feed.days, dayInIndia(now), count + 1, calendar);
  return days.filter((day) => slotsOf(feed, day)[0] <= now).slice(-count);
}

/** Returns when a feed is asked for on a day, ascending. */
export const slotsOf = ({ times }: Pick<Feed, 'times'>, day: Day): Date[] =>
  times.map((minutes) => new Date(day * DAY_MS - INDIA_MS + minutes * MINUTE_MS));

/** Returns when a feed is asked for next by its schedule; null where its calendar has no such day within a year. */
export function nextSlot(
  feed: Pick<Feed, 'days' | 'times'>,
  now: Date,
  calendar: TradingCalendar,
): Date | null {
  const today = dayInIndia(now);
  for (let day = today; day < today + 366; day++) {
    if (!isFeedDay(feed.days, day, calendar)) continue;
    const slot = slotsOf(feed, day).find((at) => at > now);
    if (slot !== undefined) return slot;
  }
  return null;
}
