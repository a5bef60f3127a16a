import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';
import { READ } from './mayDownload.js';

export const EXPORT_POLICIES: Policies = {
  'Query.exports': {
    access: 'EXPORTS_WRITE',
    scopesOfArguments: { ofEverybody: { true: 'EVERYBODYS_READ' } },
    freshness: 'VOLATILE',
    cost: rowsOfPage,
    reads: 1,
  },
  // The resolver requires OWN_ACCOUNT for MY_DATA in addition, and RISK_READ for SESSION.
  'Mutation.createExport': { access: ['EXPORTS_WRITE', ...READ], freshness: 'VOLATILE', cost: 100 },
  ...connectionPolicies('Export', { cost: 1, reads: 1 }),
  ...inherited('Export', ['bytes', 'createdAt', 'expiresAt', 'format', 'id', 'kind', 'rows', 'status'], {
    error: 400,
    hash: 66,
    url: 120,
  }),
};
