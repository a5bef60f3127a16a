import type { Noun } from '../noun.js';
import { ACTION_POLICIES } from './policies.js';
import { StockActions } from './stockActions.js';

export const actionNoun: Noun = { resolvers: [StockActions], policies: ACTION_POLICIES };
