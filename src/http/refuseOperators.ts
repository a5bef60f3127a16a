import type { FastifyInstance } from 'fastify';
import { errorBody } from './errorBody.js';

/** Says where `/metrics` and `/health` are where they are not served, because callers must not see how busy the service is. */
export function refuseOperators(app: FastifyInstance): void {
  app.get('/metrics', async (request, reply) => {
    const message = 'Metrics are not served at this port: set METRICS_PORT, and ask there.';
    return reply.code(404).send(errorBody('NOT_FOUND', message, request.id));
  });
  app.get('/health', async (request, reply) => {
    const message =
      'The details of health are not served at this port: set METRICS_PORT, and ask there, or ask /health/ready.';
    return reply.code(404).send(errorBody('NOT_FOUND', message, request.id));
  });
}
