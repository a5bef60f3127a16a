import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The last 1, 7 and 30 days. */
const PERIODS = 3;
/** Units of counting some thousand users, runs, documents and reports, for each period. */
const COUNTED = 500;

export const USAGE_POLICIES: Policies = {
  // Volatile, because users come and time passes without a commit of facts.
  'Query.usage': { access: 'OPERATIONS_READ', freshness: 'VOLATILE', cost: 1, work: COUNTED, reads: 1 },
  'Usage.periods': { access: 'INHERIT', freshness: 'INHERIT', size: PERIODS },
  ...inherited('Usage', [
    ...['apiKeys', 'companies', 'documents', 'users'],
    ...['reportsFailed', 'reportsQueued', 'reportsRunning', 'reportsSucceeded'],
  ]),
  ...inherited('UsagePeriod', [
    ...['activeUsers', 'days', 'documents', 'filings', 'newUsers', 'usedApiKeys'],
    ...['reportsFailed', 'reportsSucceeded', 'runsFailed', 'runsSucceeded'],
  ]),
};
