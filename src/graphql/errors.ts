import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { printable } from '../printable.js';
import { UserError } from '../userError.js';
import { withoutSecrets } from '../withoutSecrets.js';
import { isErrorCode, type ErrorCode } from './errorCodes.js';
import { shortMessage } from './shortMessage.js';

/** The code of failures of the server, of which nothing is shown. Errors with a code that is not listed get it, too. */
const INTERNAL = 'INTERNAL_SERVER_ERROR' satisfies ErrorCode;

const isPublic = (code: unknown): boolean => isErrorCode(code) && code !== INTERNAL;

export const INTERNAL_MESSAGE = 'Internal error; the request id leads to the log.';

/**
 * Formats an error, as Apollo's formatError. Errors that the client can fix are shown. All others are masked, with
 * nothing of their text, stack or SQL, and are passed to `onInternalError`.
 */
export function formatError(
  given: GraphQLFormattedError,
  error: unknown,
  onInternalError: (error: unknown) => void,
): GraphQLFormattedError {
  const cause = causeOf(error);
  // Those of graphql-js quote values of variables.
  const formatted = { ...given, message: withoutSecrets(printable(shortMessage(given.message))) };
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

/** Whether Apollo refused a request with status 400 and no code, as it does for a hash that is not the document's. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { code, http } = error.extensions as { code?: unknown; http?: { status?: unknown } };
  return code === undefined && error.originalError === undefined && http?.status === 400;
}

/**
 * Returns what was thrown first. graphql-js and Apollo each wrap it, and graphql-js once more what it takes for no error:
 * one of another realm, such as those of Node's sockets in the tests.
 */
export function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return (cause as { readonly thrownValue?: unknown } | undefined)?.thrownValue ?? cause;
}
