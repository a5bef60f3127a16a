import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { USER_POLICIES } from './policies.js';
import { User, USER_IDS } from './user.js';
import { userLoader } from './userLoader.js';

export const userNoun: Noun = {
  resolvers: [],
  policies: USER_POLICIES,
  nodes: [
    nodeKind(USER_IDS, 'OWN_ACCOUNT', async (id, { caller: { rights, user }, loaders }) => {
      const isOwn = id === user?.id;
      const row = isOwn || rights.scopes.has('USERS_ADMIN') ? await loaders.get(userLoader).load(id) : null;
      return row && new User(row);
    }),
  ],
};
