import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';
import { scopesOfScreen } from './scopesOfScreen.js';
import { screenWork } from './screenWork.js';
import { MOST_FIELDS } from './stockEdgeValues.js';

export const STOCK_POLICIES: Policies = {
  'Query.stock': { access: 'MARKET_READ', freshness: 'COMMIT' },
  // The screener filters and orders by scores, so that its pages tell of these too.
  'Query.stocks': {
    access: ['MARKET_READ', 'SCORES_READ'],
    freshness: 'DAY',
    scopes: ({ args }) => scopesOfScreen(args['filter'], args['orderBy']),
    work: ({ args }) => screenWork(args['filter']),
    reads: 'BOOK',
  },
  'StockEdge.values': {
    access: 'INHERIT',
    scopesOfArguments: { fields: { RISK: 'RISK_READ', RISK_UPPER: 'RISK_READ', RISK_JUDGED: 'RISK_READ' } },
    freshness: 'INHERIT',
    size: ({ args: { fields } }) => (Array.isArray(fields) ? Math.min(fields.length, MOST_FIELDS) : 0),
    reads: 1,
  },
  ...inherited('FieldValue', ['field', 'sectorMedian', 'value']),
  ...connectionPolicies('Stock'),
  // Few stocks have had more than three.
  'Stock.tickers': { access: 'MARKET_READ', freshness: 'INHERIT', size: 5 },
  ...inherited('TickerSpan', ['current', 'from', 'ticker', 'to']),
  ...inherited('Stock', ['id', 'industry', 'isin', 'ticker'], { name: 60 }),
};
