import type { Noun } from '../noun.js';
import { PillarResolver } from './pillarResolver.js';
import { ProvenanceResolver } from './provenanceResolver.js';
import { ScoreResolver } from './scoreResolver.js';
import { SCORE_POLICIES } from './policies.js';

export const scoreNoun: Noun = {
  resolvers: [PillarResolver, ProvenanceResolver, ScoreResolver],
  policies: SCORE_POLICIES,
};
