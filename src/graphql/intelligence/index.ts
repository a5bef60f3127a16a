import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { IntelligenceItem, INTELLIGENCE_IDS } from './intelligenceItem.js';
import { IntelligenceItemResolver } from './intelligenceItemResolver.js';
import { intelligenceLoader } from './intelligenceLoaders.js';
import { IntelligenceMutations } from './intelligenceMutations.js';
import { IntelligenceQueries } from './intelligenceQueries.js';
import { INTELLIGENCE_POLICIES } from './policies.js';
import { StockIntelligence } from './stockIntelligence.js';

export const intelligenceNoun: Noun = {
  resolvers: [IntelligenceQueries, IntelligenceMutations, IntelligenceItemResolver, StockIntelligence],
  policies: INTELLIGENCE_POLICIES,
  nodes: [
    nodeKind(INTELLIGENCE_IDS, 'COMPANIES_READ', async (item, { loaders }) => {
      const row = await loaders.get(intelligenceLoader).load(item);
      return row && new IntelligenceItem(row);
    }),
  ],
};
