import type { Day } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';
import type { TradedBars } from '../facts.js';

/** Returns the place of a day's bar among a stock's bars; -1 where it has none. */
export function placeOfBar(bars: Pick<TradedBars, 'day'> | undefined, day: Day): number {
  const place = bars === undefined ? -1 : countAtOrBelow(bars.day, day) - 1;
  return place >= 0 && bars?.day[place] === day ? place : -1;
}
