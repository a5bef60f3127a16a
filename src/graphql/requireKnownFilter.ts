import { requireFilter, type ScoreFilter } from '../books/requireFilter.js';
import type { StockFilter } from '../books/screen.js';
import type { Snapshot } from '../books/snapshot.js';
import type { GraphqlContext } from './context.js';

/**
 * Refuses a filter that nothing can ever match, by what is known now.
 *
 * @param filter null: there is none
 * @param place where the filter stands, for messages
 * @returns the filter, with the tickers of today in place of former symbols
 * @throws UserError naming the first condition that is wrong
 */
export function requireKnownFilter<Filter extends ScoreFilter>(
  filter: Filter | null | undefined,
  { market, snapshot }: Pick<GraphqlContext, 'market' | 'snapshot'>,
  place?: string,
): Filter | null {
  if (!filter) return null;
  const sectors = [...market.sectors.groups.keys()];
  requireFilter(filter, { sectors, isTicker: (ticker) => snapshot.company(ticker) !== null }, place);
  return withTickersOfToday(filter, snapshot);
}

function withTickersOfToday<Filter extends ScoreFilter>(filter: Filter, snapshot: Snapshot): Filter {
  const { tickers, and, or, not } = filter;
  const inner = (filters: readonly StockFilter[]) => filters.map((one) => withTickersOfToday(one, snapshot));
  return {
    ...filter,
    ...(tickers && { tickers: tickers.map((ticker) => snapshot.tickerOf(ticker)) }),
    ...(and && { and: inner(and) }),
    ...(or && { or: inner(or) }),
    ...(not && { not: withTickersOfToday(not, snapshot) }),
  };
}
