import { dayOf, isoOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';

/**
 * Returns the days whose score a change since a day may begin with: the day, where it is a session, and the session before
 * it.
 *
 * @param sessions ascending
 */
export function sessionsOfSince(since: IsoDate, sessions: readonly Day[]): IsoDate[] {
  const days = Int32Array.from(sessions);
  const count = countAtOrBelow(days, dayOf(since));
  const isSession = count > 0 && days[count - 1] === dayOf(since);
  return Array.from(days.slice(Math.max(0, count - (isSession ? 2 : 1)), count), isoOf).reverse();
}
