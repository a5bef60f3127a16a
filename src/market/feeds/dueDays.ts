import type { Day } from '../../scoring/names.js';
import type { TradingCalendar } from '../calendar.js';
import { dayInIndia } from '../day.js';
import type { Feed } from './feed.js';
import { daysCaughtUpWith, isFeedDay, slotsOf } from './feedCalendar.js';

/** What the store knows of a day of a feed. */
export interface KnownDay {
  readonly status: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly nextAt: Date | null;
  readonly checkedAt: Date | null;
  readonly succeededAt: Date | null;
}

interface Bounds {
  /** When the feed was first seen. */
  readonly since: Date;
  /** How many of the last days are caught up with. */
  readonly catchUp: number;
  /** On how many days after its first success a file is asked for again, because it may have been corrected. */
  readonly recheck: number;
}

/**
 * Returns the days that a feed is to be asked for now by its schedule, ascending: those of the last days whose time has
 * come and that have not succeeded, and those whose file may have been corrected.
 *
 * @param known by day; a day that is missing was never asked for
 */
export function dueDays(
  feed: Pick<Feed, 'days' | 'times'>,
  known: ReadonlyMap<Day, KnownDay>,
  now: Date,
  calendar: TradingCalendar,
  { since, catchUp, recheck }: Bounds,
): Day[] {
  const first = dayInIndia(since);
  const isDue = (day: Day): boolean => {
    const row = known.get(day);
    if (row === undefined) return true;
    if (row.status === 'QUEUED' || row.status === 'RUNNING') return false;
    if (row.nextAt !== null && row.nextAt > now) return false;
    if (row.succeededAt === null) return true;
    const again = lastSlotAfter(feed, row.succeededAt, now, calendar, recheck);
    return again !== null && (row.checkedAt === null || row.checkedAt < again);
  };
  return daysCaughtUpWith(feed, now, catchUp, calendar).filter((day) => day >= first && isDue(day));
}

/**
 * Returns the last time up to now at which a file is asked for again: the other times of the day on which it was taken,
 * and all times of the next days.
 */
function lastSlotAfter(
  feed: Pick<Feed, 'days' | 'times'>,
  succeededAt: Date,
  now: Date,
  calendar: TradingCalendar,
  recheck: number,
): Date | null {
  let last: Date | null = null;
  let left = recheck;
  const today = dayInIndia(now);
  for (let day = dayInIndia(succeededAt); day <= today; day++) {
    if (!isFeedDay(feed.days, day, calendar)) continue;
    const slots = slotsOf(feed, day);
    if (slots[0] > succeededAt && left-- <= 0) break;
    last = slots.findLast((slot) => slot > succeededAt && slot <= now) ?? last;
  }
  return last;
}
