import type { StockOrder } from './order.js';
import type { StockFilter } from './screen.js';
import { isOfMarket } from './stockFields.js';

/** Whether a filter or an order reads numbers of the market's day. */
export function needsMarket(filter: StockFilter | null, order: StockOrder): boolean {
  const { field } = order;
  if (field !== 'TICKER' && field !== 'NAME' && isOfMarket(field)) return true;
  return filter !== null && readsMarket(filter);
}

function readsMarket({ where, and, or, not }: StockFilter): boolean {
  const ofCondition = (where ?? []).some(
    ({ field, than }) => isOfMarket(field) || (than !== null && than !== undefined && isOfMarket(than)),
  );
  return ofCondition || [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])].some(readsMarket);
}
