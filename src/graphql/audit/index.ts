import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { AuditEntry, AUDIT_ENTRY_IDS } from './auditEntry.js';
import { auditEntryLoader } from './auditLoaders.js';
import { AuditQueries } from './auditQueries.js';
import { AUDIT_POLICIES } from './policies.js';

export const auditNoun: Noun = {
  resolvers: [AuditQueries],
  policies: AUDIT_POLICIES,
  nodes: [
    nodeKind(AUDIT_ENTRY_IDS, 'AUDIT_READ', async (id, { loaders }) => {
      const row = await loaders.get(auditEntryLoader).load({ id });
      return row && new AuditEntry(row);
    }),
  ],
};
