import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { USER_POLICIES } from './policies.js';
import { User, USER_IDS } from './user.js';
import { userLoader } from './userLoader.js';
import { UserMutations } from './userMutations.js';
import { UserQueries } from './userQueries.js';

export const userNoun: Noun = {
  resolvers: [UserQueries, UserMutations],
  policies: USER_POLICIES,
  nodes: [
    nodeKind(USER_IDS, 'OWN_ACCOUNT', async (id, { caller: { rights, user }, loaders }) => {
      const isOwn = id === user?.id;
      const row = isOwn || rights.scopes.has('USERS_ADMIN') ? await loaders.get(userLoader).load(id) : null;
      return row && new User(row);
    }),
  ],
};
