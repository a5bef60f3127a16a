import type { Caller } from '../../access/caller.js';
import { codedError } from '../codedError.js';

/**
 * Returns the id of the user who is signed in.
 *
 * @throws GraphQLError FORBIDDEN for a caller without a session: an API key, an anonymous one, or the built-in user
 */
export function requireSignedIn({ session, user, kind }: Caller): number {
  if (session !== null && user !== null) return user.id;
  throw codedError('FORBIDDEN', `Expected a user who is signed in, got ${GOT[kind]}: sign in with signIn.`, {
    status: 403,
  });
}

const GOT: Readonly<Record<Caller['kind'], string>> = {
  ANONYMOUS: 'an anonymous caller',
  LOCAL: 'the built-in user "local", who cannot sign in',
  USER: 'one without a session',
  API_KEY: 'an API key',
};
