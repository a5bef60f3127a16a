import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { SESSION_POLICIES } from './policies.js';
import { SESSION_IDS } from './session.js';

export const sessionNoun: Noun = {
  resolvers: [],
  policies: SESSION_POLICIES,
  owned: { Session: 'OWN_ACCOUNT' },
  // No session is found by its id yet.
  nodes: [nodeKind(SESSION_IDS, 'OWN_ACCOUNT', () => Promise.resolve(null))],
};
