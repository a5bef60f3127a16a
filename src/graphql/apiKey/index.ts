import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { ApiKey, API_KEY_IDS } from './apiKey.js';
import { apiKeyLoader } from './apiKeyLoaders.js';
import { ApiKeyMutations } from './apiKeyMutations.js';
import { ApiKeyQueries } from './apiKeyQueries.js';
import { ownersFor } from './ownersFor.js';
import { API_KEY_POLICIES } from './policies.js';
import { UserApiKeys } from './userApiKeys.js';

export const apiKeyNoun: Noun = {
  resolvers: [ApiKeyQueries, ApiKeyMutations, UserApiKeys],
  policies: API_KEY_POLICIES,
  owned: { ApiKey: 'OWN_ACCOUNT' },
  nodes: [
    nodeKind(API_KEY_IDS, 'OWN_ACCOUNT', async (id, { caller, loaders }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(apiKeyLoader).load({ owners: ownersFor(caller), id });
      return row && new ApiKey(row);
    }),
  ],
};
