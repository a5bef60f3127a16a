import type { Snapshot } from '../../books/snapshot.js';
import { dayOf } from '../../market/day.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';

/** Returns what finds the tickers of today of stored ones, as `StocksOfToday.of` does, by what an operation knows. */
export const tickerOfToday =
  (snapshot: Pick<Snapshot, 'symbols' | 'tickerOf'>) =>
  (stored: Ticker, renamed: IsoDate | null): Ticker => {
    const last = renamed === null ? NaN : dayOf(renamed);
    const row = snapshot.symbols.rowsOf(stored).find(({ until }) => until === last);
    return row === undefined ? snapshot.tickerOf(stored) : snapshot.symbols.endOf(row);
  };
