import type { ErrorCode } from '../graphql/errorCodes.js';

/** What every error of this server looks like, those of GraphQL and those from before GraphQL alike. */
export interface ErrorBody {
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly requestId: string };
  }[];
}

export function errorBody(code: ErrorCode, message: string, requestId: string): ErrorBody {
  return { errors: [{ message, extensions: { code, requestId } }] };
}
