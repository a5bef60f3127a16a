import { dayInIndia, dayOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';

/**
 * Returns the day as of which a company is asked for: the given one, but at most today in India.
 *
 * @param on null or undefined: today
 */
export function askedDay(on: IsoDate | null | undefined, now = new Date()): Day {
  const today = dayInIndia(now);
  return on ? Math.min(dayOf(on), today) : today;
}
