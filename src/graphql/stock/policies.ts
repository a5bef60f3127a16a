import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const STOCK_POLICIES: Policies = {
  'Query.stock': { access: 'MARKET_READ', freshness: 'COMMIT' },
  // The screener filters and orders by scores, so that its pages tell of these too.
  // The work is that of going through a book in memory.
  'Query.stocks': { access: ['MARKET_READ', 'SCORES_READ'], freshness: 'DAY', work: 1, reads: 'BOOK' },
  ...connectionPolicies('Stock'),
  // Few stocks have had more than three.
  'Stock.tickers': { access: 'MARKET_READ', freshness: 'INHERIT', size: 5 },
  ...inherited('TickerSpan', ['current', 'from', 'ticker', 'to']),
  ...inherited('Stock', ['id', 'industry', 'isin', 'ticker'], { name: 60 }),
};
