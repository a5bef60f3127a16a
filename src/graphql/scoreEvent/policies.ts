import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const SCORE_EVENT_POLICIES: Policies = {
  'Query.latestCursor': { access: 'SCORES_READ', freshness: 'TODAY', bytes: 200 },
  'Subscription.scoreChanged': { access: 'SCORES_READ', freshness: 'VOLATILE' },
  ...inherited('ScoreEvent', ['at', 'bandChanged', 'previousBand', 'previousValue', 'score', 'withdrawn'], {
    cursor: 110,
    methodName: 40,
  }),
  'ScoreEvent.run': { access: 'INHERIT', freshness: 'INHERIT', cost: 1 },
};
