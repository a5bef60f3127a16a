import { SESSION_BOUNDS } from '../../access/sessions/openSession.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const SESSION_POLICIES: Policies = {
  ...inherited('Session', ['createdAt', 'current', 'expiresAt', 'id', 'lastUsedAt'], {
    address: 45,
    userAgent: SESSION_BOUNDS.userAgent,
  }),
  // Who has just signed in is shown as much of it, though the request has no rights.
  'SignedIn.session': { access: 'INHERIT', freshness: 'INHERIT', isOfCaller: true },
  ...inherited('SignedIn', ['accessTokenExpiresAt', 'user'], { accessToken: 50, refreshToken: 75 }),
};
