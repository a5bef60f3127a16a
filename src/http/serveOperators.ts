import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import type { OnDenied } from './callers/noteDenials.js';
import { errorBody } from './errorBody.js';
import { healthDetail, type HealthSources } from './healthDetail.js';

/** What only operators may read. */
export interface OperatorOptions {
  readonly registry: Registry;
  readonly health: HealthSources;
  /** Called where a caller may not read it. */
  readonly onDenied?: OnDenied | undefined;
}

/**
 * Serves `/metrics` in the text format of Prometheus, and `/health` with each dependency, to callers with the scope
 * OPERATIONS_READ. In open mode, that is all of them.
 */
export function serveOperators(app: FastifyInstance, { registry, health, onDenied }: OperatorOptions): void {
  const isRefused = (request: FastifyRequest, reply: FastifyReply, path: string): boolean => {
    void reply.header('cache-control', 'no-store');
    if (request.caller.rights.scopes.has('OPERATIONS_READ')) return false;
    const scopes = ['OPERATIONS_READ'];
    onDenied?.(request.caller, { code: 'FORBIDDEN', operationName: null, scopes, coordinates: [path] });
    const message =
      'Expected a caller with the scope OPERATIONS_READ, got one without: send Authorization: Bearer with ' +
      'METRICS_TOKEN, or with an API key that has this scope.';
    void reply.code(403).send(errorBody('FORBIDDEN', message, request.id));
    return true;
  };
  app.get('/metrics', async (request, reply) => {
    if (isRefused(request, reply, '/metrics')) return reply;
    void reply.header('content-type', registry.contentType);
    return registry.metrics();
  });
  app.get('/health', async (request, reply) => {
    if (isRefused(request, reply, '/health')) return reply;
    const detail = await healthDetail(health);
    void reply.code(detail.status === 'not ready' ? 503 : 200);
    return detail;
  });
}
