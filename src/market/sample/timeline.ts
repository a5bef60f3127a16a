import type { Day } from '../../scoring/names.js';
import { TradingCalendar } from '../calendar.js';
import { dayOf, dayOfCivil } from '../day.js';
import { nseCalendar } from '../imports/nseCalendar.js';

const LAST_DAY = dayOf('2026-06-30');
const SESSIONS = 400;
/** The end of the newest quarter that companies had reported by the last day. It is also the end of a fiscal year. */
const NEWEST_QUARTER = { year: 2026, month: 3 };

/** The sessions of the sample market, ascending. Elsewhere, a session is an index of them, 0 to 399. */
export type Timeline = Int32Array;

/** Returns the last sessions of NSE's calendar up to the last day. */
export async function sampleTimeline(): Promise<Timeline> {
  const sessions = new TradingCalendar(await nseCalendar()).sessions([]);
  const end = sessions.countUpTo(LAST_DAY);
  return sessions.days.slice(end - SESSIONS, end);
}

/** Returns the index of the first session on or after a day. */
export function sessionFrom(timeline: Timeline, day: Day): number {
  const at = timeline.findIndex((session) => session >= day);
  return at === -1 ? timeline.length : at;
}

/** Returns the last days of the newest quarters, ascending. */
export function quarterEnds(count: number): readonly Day[] {
  const { year, month } = NEWEST_QUARTER;
  // Date 0 of a month is the last day of the month before it.
  return Array.from({ length: count }, (_, k) => dayOfCivil(year, month + 1 - 3 * (count - 1 - k), 0));
}

/** Returns the last days of the newest fiscal years, ascending. */
export function yearEnds(count: number): readonly Day[] {
  return Array.from({ length: count }, (_, k) =>
    dayOfCivil(NEWEST_QUARTER.year - (count - 1 - k), NEWEST_QUARTER.month + 1, 0),
  );
}
