import { SESSION_BOUNDS } from '../../access/sessions/openSession.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

const CHANGE: FieldPolicy = { access: 'PUBLIC', freshness: 'VOLATILE', cost: 20 };

export const SESSION_POLICIES: Policies = {
  'Mutation.refreshSession': {
    ...CHANGE,
    ignoresCredential: true,
    isGuess: true,
    secretArguments: ['refreshToken'],
  },
  'Mutation.signOut': { ...CHANGE, ignoresCredential: true },
  'Mutation.endSession': { ...CHANGE, access: 'OWN_ACCOUNT' },
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
  // Who has just signed in is shown as much of it, though the request has no rights.
  'SignedIn.session': { access: 'INHERIT', freshness: 'INHERIT', isOfCaller: true },
  ...inherited('SignedIn', ['accessTokenExpiresAt', 'user'], { accessToken: 50, refreshToken: 75 }),
};
