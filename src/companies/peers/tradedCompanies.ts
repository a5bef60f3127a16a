import type { Day, Ticker } from '../../scoring/names.js';

/** A company counts where it has a bar in this many days up to the newest session. */
export const TRADED_DAYS = 30;

/**
 * Returns which tickers count: those that were traded, and of a company with several of them one.
 *
 * @param lastBars the days of the last bars of the tickers that were traded
 * @param listings all tickers of a company that has several, by each of them
 */
export function tradedCompanies(
  lastBars: ReadonlyMap<Ticker, Day>,
  listings: ReadonlyMap<Ticker, readonly Ticker[]>,
): readonly Ticker[] {
  return [...lastBars.keys()].filter((ticker) => {
    const traded = listings.get(ticker)?.filter((other) => lastBars.has(other)) ?? [];
    return traded.length < 2 || mainListing(traded, lastBars) === ticker;
  });
}

/** Returns which of several tickers counts: one of NSE, of these the one with the newest bar, of these the first one. */
function mainListing(tickers: readonly Ticker[], lastBars: ReadonlyMap<Ticker, Day>): Ticker {
  const lastBar = (ticker: Ticker) => lastBars.get(ticker) ?? -Infinity;
  const isOfNse = (ticker: Ticker) => Number(ticker.endsWith('.NS'));
  const [first] = tickers.toSorted(
    (a, b) => isOfNse(b) - isOfNse(a) || lastBar(b) - lastBar(a) || (a < b ? -1 : 1),
  );
  return first;
}
