import type { Noun } from '../noun.js';
import { CursorOfQueries } from './cursorOfQueries.js';
import { LIVE_LOG_POLICIES } from './policies.js';

export const liveLogNoun: Noun = { resolvers: [CursorOfQueries], policies: LIVE_LOG_POLICIES };
