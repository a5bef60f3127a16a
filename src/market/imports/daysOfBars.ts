import type { Day, Ticker } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';
import type { TradedBars } from '../facts.js';
import type { BarDays } from './barDays.js';

/** Returns the days on which stocks have bars in memory. */
export function daysOfBars(bars: ReadonlyMap<Ticker, TradedBars>): BarDays {
  return {
    lastBefore(day: Day): Day {
      let last = -Infinity;
      for (const stock of bars.values()) {
        const count = countAtOrBelow(stock.day, day - 1);
        if (count > 0) last = Math.max(last, stock.day[count - 1]);
      }
      return last;
    },
    stocksOn(day: Day): Ticker[] {
      return [...bars].flatMap(([ticker, stock]) => {
        const count = countAtOrBelow(stock.day, day);
        return count > 0 && stock.day[count - 1] === day ? [ticker] : [];
      });
    },
  };
}
