import type { Caller } from '../../access/caller.js';
import { codedError } from '../codedError.js';

/** A user who is signed in. */
export interface SignedInUser {
  readonly userId: number;
  readonly sessionId: number;
}

/**
 * Returns the ids of the user who is signed in, and of the session.
 *
 * @throws GraphQLError FORBIDDEN for a caller without a session: an API key, an anonymous one, or the built-in user
 */
export function requireSignedIn({ session, user, kind }: Caller): SignedInUser {
  if (session !== null && user !== null) return { userId: user.id, sessionId: session.id };
  throw codedError('FORBIDDEN', `Expected a user who is signed in, got ${GOT[kind]}: sign in with signIn.`, {
    status: 403,
  });
}

const GOT: Readonly<Record<Caller['kind'], string>> = {
  ANONYMOUS: 'an anonymous caller',
  LOCAL: 'the built-in user "local", who cannot sign in',
  USER: 'one without a user session',
  API_KEY: 'an API key',
};
