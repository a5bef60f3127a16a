import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Backfill, BACKFILL_IDS } from './backfill.js';
import { backfillLoader } from './backfillLoaders.js';
import { BackfillMutations } from './backfillMutations.js';
import { BackfillQueries } from './backfillQueries.js';
import { BackfillResolver } from './backfillResolver.js';
import { BackfillSubscriptions } from './backfillSubscriptions.js';
import { BACKFILL_POLICIES } from './policies.js';

export const backfillNoun: Noun = {
  resolvers: [BackfillQueries, BackfillMutations, BackfillResolver, BackfillSubscriptions],
  policies: BACKFILL_POLICIES,
  nodes: [
    nodeKind(BACKFILL_IDS, 'OPERATIONS_READ', async (id, { loaders }) => {
      const row = await loaders.get(backfillLoader).load(id);
      return row && new Backfill(row);
    }),
  ],
};
