import type { Caller } from '../../access/caller.js';
import { codedError } from '../codedError.js';

/**
 * Returns the ids of the user who has signed in, and of the session.
 *
 * @throws GraphQLError FORBIDDEN for a caller without a session, such as an API key or the built-in user
 */
export function requireSession({ user, session }: Caller): {
  readonly userId: number;
  readonly sessionId: number;
} {
  if (user !== null && session !== null) return { userId: user.id, sessionId: session.id };
  throw codedError('FORBIDDEN', 'Expected a user who has signed in, got another caller: sign in first.', {
    status: 403,
  });
}
