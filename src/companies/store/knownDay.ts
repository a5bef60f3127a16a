import { dayInIndia } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import { askedDay } from './askedDay.js';

/**
 * Returns the day as of which the market is asked for: today in India, where none or a later one is given.
 *
 * @param on null or undefined: today
 */
export const knownDay = (on: IsoDate | null | undefined, now = new Date()): Day =>
  Math.min(askedDay(on, now), dayInIndia(now));
