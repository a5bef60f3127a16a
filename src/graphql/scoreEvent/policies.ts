import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const SCORE_EVENT_POLICIES: Policies = {
  'Query.latestCursor': { access: 'SCORES_READ', freshness: 'TODAY' },
  'Subscription.scoreChanged': { access: 'SCORES_READ', freshness: 'VOLATILE' },
  ...inherited('ScoreEvent', ['at', 'bandChanged', 'cursor', 'previousBand', 'previousValue', 'score']),
  'ScoreEvent.run': { access: 'INHERIT', freshness: 'INHERIT', cost: 1 },
};
