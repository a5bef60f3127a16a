import { requireFilter, type ScoreFilter } from '../books/requireFilter.js';
import type { GraphqlContext } from './context.js';

/**
 * Refuses a filter that nothing can ever match, by what is known now.
 *
 * @param filter null: there is none
 * @param place where the filter stands, for messages
 * @throws UserError naming the first condition that is wrong
 */
export function requireKnownFilter(
  filter: ScoreFilter | null | undefined,
  { market, snapshot }: Pick<GraphqlContext, 'market' | 'snapshot'>,
  place?: string,
): void {
  if (!filter) return;
  const sectors = [...market.sectors.groups.keys()];
  requireFilter(filter, { sectors, isTicker: (ticker) => snapshot.company(ticker) !== null }, place);
}
