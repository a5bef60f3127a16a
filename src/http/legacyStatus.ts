import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';

/** Codes of requests that are well-formed as HTTP and JSON, and fail as GraphQL. */
const GRAPHQL_CODES: ReadonlySet<unknown> = new Set([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_USER_INPUT,
]);

/**
 * Returns a plugin that gives answers of the legacy type application/json the status 200 where the document or its
 * variables are at fault. Clients that know only this type take any other status for that of a proxy, and discard the
 * errors (GraphQL over HTTP, "application/json"). Apollo answers 400 for all types. A client that accepts
 * application/graphql-response+json understands both, and gets the 400.
 */
export function legacyStatus(): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response: { http, body } }) => {
        if (http.status !== 400 || body.kind !== 'single') return;
        if (request.http?.headers.get('accept')?.includes('application/graphql-response+json')) return;
        const { errors = [] } = body.singleResult;
        if (errors.every(({ extensions }) => GRAPHQL_CODES.has(extensions?.['code']))) http.status = 200;
      },
    }),
  };
}
