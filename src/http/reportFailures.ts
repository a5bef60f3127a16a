import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphqlContext } from '../graphql/context.js';

/** Logs what answers must not show: the error behind an INTERNAL_SERVER_ERROR. */
export function reportFailures(log: FastifyBaseLogger): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, operationName, contextValue, errors, response }) => {
        if (errors === undefined || response.body.kind !== 'single') return;
        const shown = response.body.singleResult.errors ?? [];
        for (const [k, error] of errors.entries()) {
          if (shown.at(k)?.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') continue;
          log.error(
            {
              requestId: request.http?.headers.get('x-request-id'),
              caller: contextValue.caller.name,
              operation: operationName,
              path: error.path?.join('.'),
              err: error.originalError ?? error,
            },
            'operation failed',
          );
        }
      },
    }),
  };
}
