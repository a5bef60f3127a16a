import type { Noun } from '../noun.js';
import { NOT_SCORED_POLICIES } from './policies.js';
import { StockEdgeNotScored } from './stockEdgeNotScored.js';
import { StockNotScored } from './stockNotScored.js';

export const notScoredNoun: Noun = {
  resolvers: [StockNotScored, StockEdgeNotScored],
  policies: NOT_SCORED_POLICIES,
};
