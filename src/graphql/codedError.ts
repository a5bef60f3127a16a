import { GraphQLError } from 'graphql';
import type { ErrorCode } from './errorCodes.js';

export interface CodedErrorOptions {
  /** Of the HTTP answer. */
  readonly status: number;
  /** Whole seconds after which it makes sense to ask again. */
  readonly retryAfter?: number | undefined;
  /** What a program may want to know, beside the code. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** An error that is shown as it is, under a code of docs/errors.md. */
export function codedError(
  code: ErrorCode,
  message: string,
  { status, retryAfter, details }: CodedErrorOptions,
): GraphQLError {
  const headers = new Map(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)]]);
  // Apollo reads this and keeps it from the answer.
  const http: object = { status, headers };
  const told = retryAfter === undefined ? details : { ...details, retryAfter };
  const error = new GraphQLError(message, { extensions: { code, ...told, http } });
  // As that of a UserError.
  error.stack = `${code}: ${message}`;
  return error;
}
