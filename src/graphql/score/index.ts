import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Score, SCORE_IDS } from './score.js';
import { scoreOfRunLoader } from './scoreLoaders.js';
import { runLoader } from '../run/runLoaders.js';
import { PillarResolver } from './pillarResolver.js';
import { ProvenanceResolver } from './provenanceResolver.js';
import { ScoreResolver } from './scoreResolver.js';
import { StockEdgeScore } from './stockEdgeScore.js';
import { StockScores } from './stockScores.js';
import { SCORE_POLICIES } from './policies.js';

export const scoreNoun: Noun = {
  resolvers: [StockScores, StockEdgeScore, PillarResolver, ProvenanceResolver, ScoreResolver],
  policies: SCORE_POLICIES,
  nodes: [
    nodeKind(SCORE_IDS, async (key, { loaders, runs, snapshot }) => {
      // Loads the run at the same time, so that both take one statement.
      const run = snapshot.currentRun(key.runId) ?? loaders.get(runLoader).load(key.runId);
      const [row] = await Promise.all([loaders.get(scoreOfRunLoader).load(key), run]);
      return row && runs.with([row], () => new Score(row, runs));
    }),
  ],
};
