import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const NOT_SCORED_POLICIES: Policies = {
  'Stock.notScored': { access: 'SCORES_READ', freshness: 'DAY', cost: 1, reads: 1 },
  'StockEdge.notScored': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
  ...inherited('NotScored', ['code', 'date'], { reason: 150 }),
};
