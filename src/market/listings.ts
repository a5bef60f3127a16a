import type { Ticker } from '../scoring/names.js';
import { groupBy } from './grouping.js';
import type { Isins } from './isins.js';

/**
 * Finds the companies that have several tickers: those that ever had the same ISIN.
 *
 * @returns for each ticker that shares an ISIN, all tickers of its company, ascending
 */
export function listingsOf(isins: Isins): ReadonlyMap<Ticker, readonly Ticker[]> {
  const pairs = [...isins].flatMap(([ticker, ofTicker]) => [...ofTicker].map((isin) => ({ ticker, isin })));
  const listings = new Map<Ticker, readonly Ticker[]>();
  for (const shared of groupBy(pairs, ({ isin }) => isin).values()) {
    if (shared.length === 1) continue;
    const joined = new Set(shared.flatMap(({ ticker }) => listings.get(ticker) ?? [ticker]));
    const tickers = [...joined].sort();
    for (const ticker of tickers) listings.set(ticker, tickers);
  }
  return listings;
}
