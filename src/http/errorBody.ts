import type { ErrorCode } from '../graphql/errorCodes.js';
import { withoutSecrets } from '../withoutSecrets.js';

/** The body of every error of this server, whether GraphQL or what stands before it refused the request. */
export interface ErrorBody {
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly requestId: string };
  }[];
}

export function errorBody(code: ErrorCode, message: string, requestId: string): ErrorBody {
  // It may repeat what was sent.
  return { errors: [{ message: withoutSecrets(message), extensions: { code, requestId } }] };
}
