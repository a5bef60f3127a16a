import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

export const RUN_POLICIES: Policies = {
  // Volatile because runs change while they work, and not only when something is committed.
  'Query.runs': { access: 'SCORES_READ', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  'Mutation.rescore': { access: 'RUNS_WRITE', freshness: 'VOLATILE', cost: 20 },
  'Subscription.runProgress': { access: 'SCORES_READ', freshness: 'VOLATILE' },
  ...connectionPolicies('Run', { cost: 1, reads: 1 }),
  ...inherited(
    'Run',
    ['changed', 'date', 'finishedAt', 'id', 'mode', 'provisional', 'scored', 'startedAt', 'status', 'total'],
    { error: 400, inputsHash: 66, methodHash: 66 },
  ),
  // From the snapshot, except that of a run which was stored a moment ago.
  'Run.methodName': { access: 'INHERIT', freshness: 'INHERIT', bytes: 40 },
};
