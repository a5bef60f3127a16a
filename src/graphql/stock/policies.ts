import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const STOCK_POLICIES: Policies = {
  'Query.stock': { access: 'MARKET_READ', freshness: 'COMMIT' },
  // The screener filters and orders by scores, so that its pages tell of these too.
  // The work is that of going through a book in memory.
  'Query.stocks': { access: ['MARKET_READ', 'SCORES_READ'], freshness: 'DAY', work: 1, reads: 'BOOK' },
  ...connectionPolicies('Stock'),
  ...inherited('Stock', ['id', 'industry', 'isin', 'ticker'], { name: 60 }),
};
