import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';

/** Logs what answers must not show: what really happened behind an INTERNAL_SERVER_ERROR. */
export function reportFailures(log: FastifyBaseLogger): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, operationName, errors, response }) => {
        if (errors === undefined || response.body.kind !== 'single') return;
        const shown = response.body.singleResult.errors ?? [];
        for (const [k, error] of errors.entries()) {
          if (shown.at(k)?.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') continue;
          log.error(
            {
              requestId: request.http?.headers.get('x-request-id'),
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
