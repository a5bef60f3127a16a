import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Counting the jobs of a queue that is far behind takes as long as reading so many rows. */
const COUNT = 100;

const CHANGE: FieldPolicy = { access: 'OPERATIONS_WRITE', freshness: 'VOLATILE', cost: 20 };

export const JOB_POLICIES: Policies = {
  // Volatile because jobs change without a commit of facts.
  'Query.jobs': { access: 'OPERATIONS_READ', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  'Mutation.cancelJob': CHANGE,
  'Mutation.retryJob': CHANGE,
  ...connectionPolicies('Job', { cost: COUNT, reads: 1 }),
  ...inherited('Job', ['attempts', 'createdAt', 'id', 'maxAttempts', 'runAt', 'status'], {
    key: 60,
    lastError: 400,
    payload: 100,
    task: 30,
  }),
};
