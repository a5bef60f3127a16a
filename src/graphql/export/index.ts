import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Export, EXPORT_IDS } from './export.js';
import { exportLoader } from './exportLoaders.js';
import { ExportMutations } from './exportMutations.js';
import { ExportQueries } from './exportQueries.js';
import { EXPORT_POLICIES } from './policies.js';

export const exportNoun: Noun = {
  resolvers: [ExportQueries, ExportMutations],
  policies: EXPORT_POLICIES,
  owned: { Export: 'EXPORTS_WRITE' },
  nodes: [
    nodeKind(EXPORT_IDS, 'EXPORTS_WRITE', async (id, { caller, downloadLinks, loaders }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(exportLoader).load({ owners: caller.user.id, id });
      return row && new Export(row, { caller, downloadLinks });
    }),
  ],
};
