import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { UserError } from '../userError.js';
import { isErrorCode, type ErrorCode } from './errorCodes.js';

/** An error of this code, or of none of the list, is ours, and nothing of it is shown. */
const INTERNAL = 'INTERNAL_SERVER_ERROR' satisfies ErrorCode;

const isPublic = (code: unknown): boolean => isErrorCode(code) && code !== INTERNAL;

export const INTERNAL_MESSAGE = 'Internal error; the request id leads to the log.';

/**
 * Apollo's formatError: what the caller can fix is told, all else is masked and handed to `onInternalError`,
 * with nothing of its text, stack or SQL in the answer.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  onInternalError: (error: unknown) => void,
): GraphQLFormattedError {
  const cause = causeOf(error);
  const extensions = { ...formatted.extensions };
  delete extensions['stacktrace'];
  if (cause instanceof UserError) {
    return { ...formatted, extensions: { ...extensions, code: 'BAD_USER_INPUT' satisfies ErrorCode } };
  }
  if (cause instanceof GraphQLError && isPublic(extensions['code'])) {
    return { ...formatted, extensions };
  }
  if (isRefusedRequest(error)) {
    return { ...formatted, extensions: { ...extensions, code: 'BAD_REQUEST' satisfies ErrorCode } };
  }
  onInternalError(cause);
  const { locations, path } = formatted;
  return {
    message: INTERNAL_MESSAGE,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: INTERNAL },
  };
}

/** Apollo refuses some requests, as a hash that is not the document's, with status 400 and no code. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { code, http } = error.extensions as { code?: unknown; http?: { status?: unknown } };
  return code === undefined && error.originalError === undefined && http?.status === 400;
}

/** What was thrown first: graphql-js and Apollo each wrap it. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
