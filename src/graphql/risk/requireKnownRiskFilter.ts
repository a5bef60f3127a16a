import { requireRiskFilter } from '../../books/risk/requireRiskFilter.js';
import type { RiskFilter } from '../../books/risk/screenRisks.js';
import type { GraphqlContext } from '../context.js';

/**
 * Refuses a filter that no risk can match, by what is known now.
 *
 * @returns the filter, with the tickers of today in place of former symbols; null where there is none
 * @throws UserError naming the first condition that is wrong
 */
export function requireKnownRiskFilter(
  filter: RiskFilter | null | undefined,
  { market, snapshot }: Pick<GraphqlContext, 'market' | 'snapshot'>,
): RiskFilter | null {
  if (!filter) return null;
  const sectors = [...market.sectors.groups.keys()];
  requireRiskFilter(filter, { sectors, isTicker: (ticker) => snapshot.company(ticker) !== null });
  const { tickers } = filter;
  return { ...filter, ...(tickers && { tickers: tickers.map((ticker) => snapshot.tickerOf(ticker)) }) };
}
