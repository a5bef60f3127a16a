import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { UserError } from '../userError.js';

/** Codes that tell the caller something; an error with another one is ours, and is not shown. */
const PUBLIC_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'COST_EXCEEDED',
  'CURSOR_EXPIRED',
  'TIMEOUT',
  'OVERLOADED',
]);

export const INTERNAL_MESSAGE = 'Internal error; the request id leads to the log.';

/**
 * Apollo's formatError: what the caller can mend is told, all else is masked and handed to `onInternalError`,
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
    return { ...formatted, extensions: { ...extensions, code: 'BAD_USER_INPUT' } };
  }
  if (cause instanceof GraphQLError && PUBLIC_CODES.has(extensions['code'])) {
    return { ...formatted, extensions };
  }
  onInternalError(cause);
  const { locations, path } = formatted;
  return {
    message: INTERNAL_MESSAGE,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** What was thrown first: graphql-js and Apollo each wrap it. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
