import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Counting a million entries takes as long as reading so many rows. */
const COUNT = 100;

export const AUDIT_POLICIES: Policies = {
  'Query.auditLog': { access: 'AUDIT_READ', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  ...connectionPolicies('AuditEntry', { cost: COUNT, reads: 1 }),
  ...inherited('AuditEntry', ['action', 'apiKeyId', 'at', 'id', 'result', 'userId'], {
    ...{ address: 45, details: 200, hash: 64, operationName: 50, subject: 30 },
  }),
};
