import type { GraphQLError } from 'graphql';
import { codedError } from '../codedError.js';

/** Returns the refusal of a try after too many wrong ones. It is the same whether the user exists. */
export function delayed(retryAfter: number): GraphQLError {
  return codedError(
    'RATE_LIMITED',
    `Expected fewer wrong passwords from this address, or of this account, got too many: wait ${retryAfter} s, or ` +
      'sign in from an address where it has worked before.',
    { status: 429, retryAfter },
  );
}
