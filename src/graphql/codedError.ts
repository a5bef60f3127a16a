import { GraphQLError } from 'graphql';
import { printable } from '../printable.js';
import { withoutSecrets } from '../withoutSecrets.js';
import type { ErrorCode } from './errorCodes.js';

export interface CodedErrorOptions {
  /** The status of the HTTP answer. */
  readonly status: number;
  /** Whole seconds after which trying again may succeed. */
  readonly retryAfter?: number | undefined;
  /** Further headers of the HTTP answer, with names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Further extensions, for programs. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Returns an error that is shown to clients as it is.
 *
 * @param code one of docs/errors.md
 * @param message what was expected, what the service got, and what to do
 */
export function codedError(
  code: ErrorCode,
  message: string,
  { status, retryAfter, headers: further = {}, details }: CodedErrorOptions,
): GraphQLError {
  const headers = new Map(Object.entries(further));
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  // Apollo takes status and headers from here, and leaves `http` out of the answer.
  const http: object = { status, headers };
  const told = retryAfter === undefined ? details : { ...details, retryAfter };
  const error = new GraphQLError(withoutSecrets(printable(message)), { extensions: { code, ...told, http } });
  // Like a UserError, it has no stack: it is raised for the client, not for us.
  error.stack = `${code}: ${error.message}`;
  return error;
}
