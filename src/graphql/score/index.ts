import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { SCORE_IDS } from './score.js';
import { scoreOf } from './scoreOf.js';
import { PenaltyPartReason } from './penaltyPartReason.js';
import { PillarResolver } from './pillarResolver.js';
import { ProvenanceResolver } from './provenanceResolver.js';
import { ScoreClassification } from './scoreClassification.js';
import { ScoreResolver } from './scoreResolver.js';
import { ScoreStanding } from './scoreStanding.js';
import { StockEdgeScore } from './stockEdgeScore.js';
import { StockScores } from './stockScores.js';
import { SCORE_POLICIES } from './policies.js';

export const scoreNoun: Noun = {
  resolvers: [
    StockScores,
    StockEdgeScore,
    PenaltyPartReason,
    PillarResolver,
    ProvenanceResolver,
    ScoreResolver,
    ScoreClassification,
    ScoreStanding,
  ],
  policies: SCORE_POLICIES,
  nodes: [nodeKind(SCORE_IDS, 'SCORES_READ', scoreOf)],
};
