import type { Ticker } from '../../../scoring/names.js';
import type { Company } from '../../facts.js';

/** Returns what finds the only company of NSE that has a name; a name that several have finds none. */
export function tickersByName(companies: readonly Company[]): (name: string) => Ticker | null {
  const tickers = new Map<string, Ticker | null>();
  for (const { name, ticker } of companies) {
    if (!ticker.endsWith('.NS')) continue;
    const plain = plainName(name);
    tickers.set(plain, tickers.has(plain) ? null : ticker);
  }
  return (name) => (plainName(name) === '' ? null : (tickers.get(plainName(name)) ?? null));
}

/** Returns a name in one spelling: without case and punctuation, and with "limited" for "Ltd." */
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bltd\b/g, 'limited')
    .trim();
