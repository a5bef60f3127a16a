/**
 * The codes that `extensions.code` of an error may have, with their meaning: a closed list that includes Apollo's.
 * docs/errors.md says what to do about each.
 */
export const ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'Which operation of the document to execute is not clear.',
  PERSISTED_QUERY_NOT_FOUND: 'No document with the hash is known.',
  BAD_REQUEST: 'The request is not one of GraphQL over HTTP, or is refused in its form.',
  BAD_USER_INPUT: 'A value, or the document itself, is outside of what is accepted.',
  UNAUTHENTICATED: 'The credential of the request does not count.',
  FORBIDDEN: 'The caller may not execute the operation, or the server does not list it.',
  NOT_FOUND: 'Nothing is served at the address, or what is to be changed does not exist.',
  CONFLICT: 'What is to be changed was changed meanwhile, or an e-mail address is taken.',
  RATE_LIMITED: 'Too many operations were sent within a minute, or a costly field was asked for too often.',
  COST_EXCEEDED: 'The cost of the operation is above what one may have, or above what the caller has left.',
  CURSOR_EXPIRED:
    'A subscription cannot go on from the cursor: it is too old, or not of this log. Or a page is of a withdrawn day.',
  TIMEOUT: 'The operation took too long and was ended.',
  OVERLOADED: 'The server cannot answer at the moment.',
  INTERNAL_SERVER_ERROR: 'A failure of the server.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
