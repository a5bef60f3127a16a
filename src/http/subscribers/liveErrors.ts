import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { INTERNAL_MESSAGE } from '../../graphql/errors.js';

export function liveError(code: ErrorCode, message: string = INTERNAL_MESSAGE): GraphQLFormattedError {
  return { message, extensions: { code } };
}

/** Puts an id into those that have none: one of an operation has that under which its cause is logged. */
export function withRequestId(
  errors: readonly GraphQLFormattedError[],
  requestId: string,
): readonly GraphQLFormattedError[] {
  return errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId: error.extensions?.['requestId'] ?? requestId },
  }));
}
