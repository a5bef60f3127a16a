import { ROLES } from '../../access/roles.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const CALLER_POLICIES: Policies = {
  'Query.me': { access: 'PUBLIC', freshness: 'VOLATILE' },
  'Caller.user': { access: 'INHERIT', freshness: 'VOLATILE', cost: 1, reads: 1 },
  'Caller.apiKey': { access: 'INHERIT', freshness: 'VOLATILE', cost: 1, reads: 1 },
  ...inherited('Caller', ['kind', 'limits', 'role'], { scopes: 300 }),
  ...inherited('CallerLimits', ['operationsLeft', 'operationsPerMinute', 'pointsLeft', 'pointsPerSecond']),
  'Query.permissions': { access: 'PUBLIC', freshness: 'TODAY', size: ROLES.length },
  ...inherited('Permission', ['role'], { scopes: 300 }),
};
