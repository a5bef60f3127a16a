import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { INTERNAL_MESSAGE } from '../../graphql/errors.js';

/** Makes an error that is sent to a client; without a message, that of a masked error. */
export function liveError(code: ErrorCode, message: string = INTERNAL_MESSAGE): GraphQLFormattedError {
  return { message, extensions: { code } };
}

/** Puts an id into errors that have none. An error of an operation has the id that its cause is logged with. */
export function withRequestId(
  errors: readonly GraphQLFormattedError[],
  requestId: string,
): readonly GraphQLFormattedError[] {
  return errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId: error.extensions?.['requestId'] ?? requestId },
  }));
}
