import type { Noun } from '../noun.js';
import { NOT_SCORED_POLICIES } from './policies.js';
import { StockNotScored } from './stockNotScored.js';

export const notScoredNoun: Noun = { resolvers: [StockNotScored], policies: NOT_SCORED_POLICIES };
