import type { Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { MOST_WATCHED } from './watchlists.js';

/** How many tickers an error names. */
const MOST_NAMED = 10;

/**
 * Returns the companies that a watch-list is to have, in the order of its tickers. A company that is named twice, or by two
 * of its tickers, is taken once, at its first place.
 *
 * @param companyOf returns the company of a ticker, or of a former symbol; null where there is none
 * @throws UserError naming the tickers that no company has, and where there are too many
 */
export function requireWatched<Company extends { readonly stock_id: number }>(
  tickers: readonly Ticker[],
  companyOf: (ticker: Ticker) => Company | null,
): readonly Company[] {
  if (tickers.length > MOST_WATCHED) {
    throw new UserError(
      `Expected at most ${MOST_WATCHED} tickers in a watch-list, got ${tickers.length}: name fewer.`,
    );
  }
  const companies = new Map<number, Company>();
  const unknown = new Set<string>();
  for (const ticker of tickers) {
    const company = companyOf(ticker);
    if (company === null) unknown.add(shown(ticker));
    else if (!companies.has(company.stock_id)) companies.set(company.stock_id, company);
  }
  if (unknown.size === 0) return [...companies.values()];
  const more = unknown.size > MOST_NAMED ? ` and ${unknown.size - MOST_NAMED} more` : '';
  throw new UserError(
    `Expected tickers of known companies in a watch-list, got ${[...unknown].slice(0, MOST_NAMED).join(', ')}${more}: check ` +
      'the spelling, or leave them out. The list was not changed.',
  );
}
