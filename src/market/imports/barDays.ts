import type { Day, Ticker } from '../../scoring/names.js';

/** The days on which stocks have bars. */
export interface BarDays {
  /** Returns the last day before another one on which a stock has a bar; -Infinity where there is none. */
  lastBefore(day: Day): Promise<Day> | Day;
  stocksOn(day: Day): Promise<Iterable<Ticker>> | Iterable<Ticker>;
}
