import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';

/** Errors of a request that was well-formed as HTTP and JSON, and failed as GraphQL. */
const GRAPHQL_CODES: ReadonlySet<unknown> = new Set([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_USER_INPUT,
]);

/**
 * Answers of the legacy type application/json have status 200 where the document or its variables are at fault:
 * clients that know only this type take another status for one of a proxy, and throw the errors away
 * (GraphQL over HTTP, "application/json"). Apollo gives 400 whatever the type. A client that names
 * application/graphql-response+json among what it accepts understands both, and keeps the 400.
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
