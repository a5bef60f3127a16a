import type { Ticker } from '../scoring/names.js';
import type { Company } from './facts.js';
import { isinOf } from './isin.js';

/** All ISINs that were ever known of companies, by their tickers. A split changes an ISIN. */
export type Isins = ReadonlyMap<Ticker, ReadonlySet<string>>;

/** Collects the ISINs of companies. A ticker without one is left out. */
export function isinsOf(companies: Iterable<Pick<Company, 'ticker' | 'isin'>>): Isins {
  const isins = new Map<Ticker, Set<string>>();
  for (const { ticker, isin: text } of companies) {
    const isin = isinOf(text);
    if (isin !== null) isins.set(ticker, (isins.get(ticker) ?? new Set()).add(isin));
  }
  return isins;
}
