import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Run, RUN_IDS } from './run.js';
import { RunMethod } from './runMethod.js';
import { runLoader } from './runLoaders.js';
import { RunMutations } from './runMutations.js';
import { RunQueries } from './runQueries.js';
import { RunSubscriptions } from './runSubscriptions.js';
import { RUN_POLICIES } from './policies.js';

export const runNoun: Noun = {
  resolvers: [RunMethod, RunMutations, RunQueries, RunSubscriptions],
  policies: RUN_POLICIES,
  nodes: [
    nodeKind(RUN_IDS, 'SCORES_READ', async (id, { loaders }) => {
      const row = await loaders.get(runLoader).load(id);
      return row && new Run(row);
    }),
  ],
};
