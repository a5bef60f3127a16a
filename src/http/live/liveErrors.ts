import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { INTERNAL_MESSAGE } from '../../graphql/errors.js';

export function liveError(code: ErrorCode, message: string = INTERNAL_MESSAGE): GraphQLFormattedError {
  return { message, extensions: { code } };
}

export function withRequestId(
  errors: readonly GraphQLFormattedError[],
  requestId: string,
): readonly GraphQLFormattedError[] {
  return errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
}
