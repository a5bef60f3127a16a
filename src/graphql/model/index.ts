import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Model, MODEL_IDS } from './model.js';
import { modelLoader } from './modelLoaders.js';
import { ModelMutations } from './modelMutations.js';
import { ModelQueries } from './modelQueries.js';
import { ModelPositionResolver, ModelResolver } from './modelResolver.js';
import { MODEL_POLICIES } from './policies.js';
import { ModelChangeResolver, SavedModelResolver } from './savedModel.js';

export const modelNoun: Noun = {
  resolvers: [
    ModelQueries,
    ModelMutations,
    ModelResolver,
    ModelPositionResolver,
    SavedModelResolver,
    ModelChangeResolver,
  ],
  policies: MODEL_POLICIES,
  owned: { Model: 'PORTFOLIOS_READ' },
  nodes: [
    nodeKind(MODEL_IDS, 'PORTFOLIOS_READ', async (id, { caller, loaders }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(modelLoader).load({ owners: caller.user.id, id });
      return row && new Model(row);
    }),
  ],
};
