/**
 * What `extensions.code` of an error may be, and what it means: a closed list, those of Apollo among them.
 * docs/errors.md says what to do about each.
 */
export const ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'Which operation of the document to execute is not clear.',
  PERSISTED_QUERY_NOT_FOUND: 'No document is known by the hash.',
  BAD_REQUEST: 'The request is not one of GraphQL over HTTP, or is not taken as it came.',
  BAD_USER_INPUT: 'A value, or the document itself, is beyond what is taken.',
  FORBIDDEN: 'The operation is not in the list of this server.',
  NOT_FOUND: 'Nothing is served at the address.',
  RATE_LIMITED: 'A costly field was asked for too often.',
  COST_EXCEEDED: 'The operation costs more points than one may, or than the caller has left.',
  CURSOR_EXPIRED: 'A subscription cannot go on from the cursor: it is too old, or not of this log.',
  TIMEOUT: 'The operation took too long, and was ended.',
  OVERLOADED: 'The server cannot answer yet.',
  INTERNAL_SERVER_ERROR: 'A failure of the server.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
