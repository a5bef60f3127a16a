import type { Policies } from '../noun.js';

export const LIVE_LOG_POLICIES: Policies = {
  // Each value of the argument needs a scope.
  'Query.cursorOf': {
    access: 'PUBLIC',
    scopesOfArguments: { log: { SCORES: 'SCORES_READ', ALERTS: 'RISK_READ', DOCUMENTS: 'COMPANIES_READ' } },
    freshness: 'TODAY',
    cost: 1,
    bytes: 200,
    reads: 1,
  },
};
