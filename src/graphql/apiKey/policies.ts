import { KEY_BOUNDS } from '../../access/keys/newApiKey.js';
import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';
import { SCOPE_LIST } from '../scopeList.js';

const CHANGE: FieldPolicy = { access: 'OWN_ACCOUNT', freshness: 'VOLATILE', cost: 20 };

export const API_KEY_POLICIES: Policies = {
  'Query.apiKeys': {
    access: 'OWN_ACCOUNT',
    scopesOfArguments: { ofEverybody: { true: 'KEYS_ADMIN' } },
    freshness: 'VOLATILE',
    cost: rowsOfPage,
    reads: 1,
  },
  'Mutation.createApiKey': CHANGE,
  'Mutation.updateApiKey': CHANGE,
  // A key, which never has OWN_ACCOUNT, may rotate itself. The resolver requires that, or OWN_ACCOUNT.
  'Mutation.rotateApiKey': { ...CHANGE, access: 'PUBLIC' },
  'Mutation.revokeApiKey': CHANGE,
  'User.apiKeys': {
    access: 'OWN_ACCOUNT',
    freshness: 'VOLATILE',
    size: KEY_BOUNDS.keys,
    cost: KEY_BOUNDS.keys,
    reads: 1,
  },
  ...connectionPolicies('ApiKey', { cost: 1, reads: 1 }),
  ...inherited(
    'ApiKey',
    [
      'active',
      'createdAt',
      'expiresAt',
      'id',
      'lastUsedAt',
      'operationsPerMinute',
      'owner',
      'paused',
      'prefix',
      'unused',
      'useCount',
    ],
    { lastUsedAddress: 45, name: 50 },
  ),
  'ApiKey.scopes': SCOPE_LIST,
  // A key may rotate itself.
  'IssuedApiKey.apiKey': { access: 'INHERIT', freshness: 'INHERIT', isOfCaller: true },
  ...inherited('IssuedApiKey', ['formerUntil'], { secret: 50 }),
};
