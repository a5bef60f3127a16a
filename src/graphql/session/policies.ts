import { SESSION_BOUNDS } from '../../access/sessions/openSession.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const SESSION_POLICIES: Policies = {
  'Mutation.refreshSession': {
    access: 'PUBLIC',
    freshness: 'VOLATILE',
    cost: 20,
    ...{ secretArguments: ['refreshToken'], isGuess: true, ignoresCredential: true },
  },
  'Mutation.signOut': { access: 'PUBLIC', freshness: 'VOLATILE', cost: 20, ignoresCredential: true },
  'Mutation.endSession': { access: 'OWN_ACCOUNT', freshness: 'VOLATILE', cost: 20 },
  'User.sessions': {
    access: 'OWN_ACCOUNT',
    freshness: 'VOLATILE',
    size: SESSION_BOUNDS.ofUser,
    cost: SESSION_BOUNDS.ofUser,
    reads: 1,
  },
  ...inherited('Session', ['createdAt', 'current', 'expiresAt', 'id', 'lastUsedAt'], {
    address: 45,
    userAgent: SESSION_BOUNDS.userAgent,
  }),
  // The caller has just become their owner.
  'SignedIn.session': { access: 'INHERIT', freshness: 'INHERIT', isOfCaller: true },
  'SignedIn.user': { access: 'INHERIT', freshness: 'INHERIT', isOfCaller: true },
  ...inherited('SignedIn', ['accessTokenExpiresAt'], { accessToken: 50, refreshToken: 80 }),
};
