import { documentLog } from '../../companies/documents/store/documentLog.js';
import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Chunk, CHUNK_IDS } from './chunk.js';
import { chunkLoader } from './chunkLoaders.js';
import { ChunkResolver } from './chunkResolver.js';
import { DOCUMENT_IDS } from './document.js';
import { DocumentEventSubscriptions } from './documentEventSubscriptions.js';
import { DocumentMutations } from './documentMutations.js';
import { documentOf } from './documentOf.js';
import { DocumentQueries } from './documentQueries.js';
import { DocumentResolver } from './documentResolver.js';
import { FilingDocuments } from './filingDocuments.js';
import { DOCUMENT_POLICIES } from './policies.js';
import { StockDocuments } from './stockDocuments.js';

export const documentNoun: Noun = {
  resolvers: [
    DocumentQueries,
    DocumentMutations,
    DocumentResolver,
    ChunkResolver,
    StockDocuments,
    FilingDocuments,
    DocumentEventSubscriptions,
  ],
  policies: DOCUMENT_POLICIES,
  logs: { documents: documentLog },
  nodes: [
    nodeKind(DOCUMENT_IDS, 'COMPANIES_READ', documentOf),
    nodeKind(CHUNK_IDS, 'COMPANIES_READ', async (key, { loaders }) => {
      const row = await loaders.get(chunkLoader).load(key);
      return row && new Chunk(row);
    }),
  ],
};
