import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { SESSION_POLICIES } from './policies.js';
import { Session, SESSION_IDS } from './session.js';
import { sessionLoader } from './sessionLoaders.js';
import { SessionMutations } from './sessionMutations.js';
import { sessionOwners } from './sessionOwners.js';
import { UserSessions } from './userSessions.js';

export const sessionNoun: Noun = {
  resolvers: [SessionMutations, UserSessions],
  policies: SESSION_POLICIES,
  owned: { Session: 'OWN_ACCOUNT' },
  nodes: [
    nodeKind(SESSION_IDS, 'OWN_ACCOUNT', async (id, { caller, loaders }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(sessionLoader).load({ owners: sessionOwners(caller), id });
      return row && new Session(row);
    }),
  ],
};
