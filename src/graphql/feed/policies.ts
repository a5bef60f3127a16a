import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';
import { CALENDAR_ROWS } from '../calendar/policies.js';

/** The feeds of a usual file. */
const FEEDS = 15;
const STATE = FEEDS + CALENDAR_ROWS;

export const FEED_POLICIES: Policies = {
  // Volatile because the time of the next attempt passes.
  'Query.feeds': {
    access: 'OPERATIONS_READ',
    freshness: 'VOLATILE',
    size: FEEDS,
    cost: STATE,
    reads: 1,
  },
  'Mutation.setFeedPaused': { access: 'OPERATIONS_WRITE', freshness: 'VOLATILE', cost: STATE },
  ...inherited(
    'Feed',
    ['breaker', 'dataset', 'failures', 'lastAt', 'lastResult', 'nextAt', 'paused', 'successRate'],
    { format: 20, lastError: 150, location: 120, name: 25, schedule: 25 },
  ),
};
