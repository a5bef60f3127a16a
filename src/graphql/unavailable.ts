import { GraphQLError } from 'graphql';
import { TooManyHashes } from '../access/passwords/tooManyHashes.js';
import { QueueFull } from '../async/queueFull.js';
import { isDiskFault } from '../database/diskFault.js';
import { isPassing } from '../database/isPassing.js';
import { codedError } from './codedError.js';
import type { ErrorCode } from './errorCodes.js';
import { causeOf } from './errors.js';

/** lock_not_available, by lock_timeout. */
const LOCKED = '55P03';
/** query_canceled: by statement_timeout, or by an operator. */
const CANCELLED = '57014';

/** PostgreSQL is up again in seconds, locks are held for seconds, a password is hashed in some 30 ms, and
 * an operator frees space in minutes. */
const RETRY_AFTER = { lost: 1, waiting: 5, hashing: 1, disk: 60 };

/**
 * Returns the error that clients see where the database cannot do its part at the moment, so that asking again may
 * succeed; null for every other error.
 */
export function unavailable(error: unknown): GraphQLError | null {
  const cause = causeOf(error) ?? {};
  if (cause instanceof GraphQLError && cause.extensions['code'] === ('OVERLOADED' satisfies ErrorCode))
    return cause;
  const { code } = cause as { readonly code?: unknown };
  if (cause instanceof QueueFull) {
    return overloaded('too many writes wait for others, such as an import', RETRY_AFTER.waiting);
  }
  if (cause instanceof TooManyHashes) return overloaded(cause.message, RETRY_AFTER.hashing);
  if (code === LOCKED) return overloaded('what it needs is locked, as by an import', RETRY_AFTER.waiting);
  if (code === CANCELLED) {
    const message =
      'Expected an operation that the database executes to its end, got one that was cancelled there: ask again, or ' +
      'for less at once.';
    return codedError('TIMEOUT', message, { status: 504 });
  }
  if (isDiskFault(code)) {
    return overloaded('the disk of the database is full, or reports an error', RETRY_AFTER.disk);
  }
  return isPassing(cause) ? overloaded('the database does not answer', RETRY_AFTER.lost) : null;
}

const overloaded = (what: string, retryAfter: number): GraphQLError =>
  codedError('OVERLOADED', `The operation cannot be executed now: ${what}. Ask again in ${retryAfter} s.`, {
    status: 503,
    retryAfter,
  });
