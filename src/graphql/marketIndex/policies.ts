import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** NSE has some 150 indices. */
const INDICES = 150;

/** To count the bars of some years. */
const COUNTED = 10;

export const INDEX_POLICIES: Policies = {
  'Query.index': { access: 'MARKET_READ', freshness: 'COMMIT', cost: INDICES, reads: 1 },
  'Query.indices': { access: 'MARKET_READ', freshness: 'COMMIT', cost: INDICES, size: INDICES, reads: 1 },
  'Index.bars': { access: 'INHERIT', freshness: 'UP_TO_DAY', cost: rowsOfPage, work: COUNTED, reads: 1 },
  ...connectionPolicies('IndexBar'),
  ...inherited('Index', ['name', 'newest']),
  ...inherited('IndexBar', ['close', 'date', 'high', 'low', 'open', 'recordedAt']),
};
