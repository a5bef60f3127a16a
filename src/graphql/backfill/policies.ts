import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Days of a quarter. */
const DAYS = 60;
/** Enqueueing some hundred jobs takes as long as reading so many rows. */
const START: FieldPolicy = { access: 'OPERATIONS_WRITE', freshness: 'VOLATILE', cost: 500 };

export const BACKFILL_POLICIES: Policies = {
  // Volatile because backfills change while they work, and not only when something is committed. The days are counted.
  'Query.backfills': {
    access: 'OPERATIONS_READ',
    freshness: 'VOLATILE',
    cost: (visit) => rowsOfPage(visit) * DAYS,
    reads: 1,
  },
  'Mutation.startBackfill': START,
  'Mutation.retryBackfill': START,
  'Mutation.cancelBackfill': START,
  'Mutation.runFeed': { ...START, cost: 50 },
  'Subscription.backfillProgress': { access: 'OPERATIONS_READ', freshness: 'VOLATILE' },
  'Backfill.days': { access: 'INHERIT', freshness: 'INHERIT', size: DAYS, cost: DAYS, reads: 1 },
  ...connectionPolicies('Backfill', { cost: 1, reads: 1 }),
  ...inherited('Backfill', ['done', 'finishedAt', 'from', 'id', 'startedAt', 'status', 'to', 'total'], {
    error: 60,
    feeds: 60,
  }),
  ...inherited('BackfillDay', ['attempts', 'date', 'rows', 'status'], { error: 100, feed: 30 }),
};
