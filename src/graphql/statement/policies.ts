import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

export const STATEMENT_POLICIES: Policies = {
  'Stock.statements': { access: 'MARKET_READ', freshness: 'COMMIT', cost: rowsOfPage, reads: 1 },
  ...connectionPolicies('Statement', { cost: 1, reads: 1 }),
  ...inherited('Statement', [
    'basis',
    'metric',
    'months',
    'period',
    'periodEnd',
    'publishedOn',
    'recordedAt',
    'source',
    'supersededAt',
    'value',
  ]),
};
