import type { Noun } from '../noun.js';
import { PillarResolver } from './pillarResolver.js';
import { ProvenanceResolver } from './provenanceResolver.js';
import { ScoreResolver } from './scoreResolver.js';
import { StockScores } from './stockScores.js';
import { SCORE_POLICIES } from './policies.js';

export const scoreNoun: Noun = {
  resolvers: [StockScores, PillarResolver, ProvenanceResolver, ScoreResolver],
  policies: SCORE_POLICIES,
};
