import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Import, IMPORT_IDS } from './import.js';
import { importLoader } from './importLoaders.js';
import { ImportQueries } from './importQueries.js';
import { ImportResolver } from './importResolver.js';
import { IMPORT_POLICIES } from './policies.js';

export const importNoun: Noun = {
  resolvers: [ImportQueries, ImportResolver],
  policies: IMPORT_POLICIES,
  nodes: [
    nodeKind(IMPORT_IDS, 'OPERATIONS_READ', async (id, { loaders }) => {
      const row = await loaders.get(importLoader).load({ id });
      return row && new Import(row);
    }),
  ],
};
