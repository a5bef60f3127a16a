import { scoreLog } from '../../live/scoreLog.js';
import type { Noun } from '../noun.js';
import { CursorQueries } from './cursorQueries.js';
import { ScoreEventSubscriptions } from './scoreEventSubscriptions.js';
import { SCORE_EVENT_POLICIES } from './policies.js';

export const scoreEventNoun: Noun = {
  resolvers: [CursorQueries, ScoreEventSubscriptions],
  logs: { scores: scoreLog },
  policies: SCORE_EVENT_POLICIES,
};
