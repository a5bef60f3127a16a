import { ROLES } from '../../access/roles.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';
import { SCOPE_LIST } from '../scopeList.js';

export const CALLER_POLICIES: Policies = {
  'Query.me': { access: 'PUBLIC', freshness: 'VOLATILE' },
  'Caller.user': { access: 'INHERIT', isOfCaller: true, freshness: 'VOLATILE', cost: 1, reads: 1 },
  'Caller.apiKey': { access: 'INHERIT', isOfCaller: true, freshness: 'VOLATILE', cost: 1, reads: 1 },
  ...inherited('Caller', ['kind', 'limits', 'role']),
  'Caller.scopes': SCOPE_LIST,
  ...inherited('CallerLimits', ['operationsLeft', 'operationsPerMinute', 'pointsLeft', 'pointsPerSecond']),
  'Query.permissions': { access: 'PUBLIC', freshness: 'TODAY', size: ROLES.length },
  ...inherited('Permission', ['role']),
  'Permission.scopes': SCOPE_LIST,
};
