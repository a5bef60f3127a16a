import type { Caller } from '../../access/caller.js';
import { codedError } from '../codedError.js';

/**
 * Returns the id of the user that a caller is.
 *
 * @throws GraphQLError FORBIDDEN for an anonymous caller
 */
export function requireUser({ user }: Caller): number {
  if (user !== null) return user.id;
  throw codedError('FORBIDDEN', 'Expected a user or an API key of one, got an anonymous caller: sign in.', {
    status: 403,
  });
}
