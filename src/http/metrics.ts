import type { FastifyInstance } from 'fastify';
import { measureCache, type CacheCounts } from './byteCacheMetrics.js';
import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client';
import type { OnDenied } from './callers/noteDenials.js';
import { errorBody } from './errorBody.js';
import { readGauges } from './readMetrics.js';

const STREAMS = '/graphql/stream';

/** The counts of a pg.Pool. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

export interface MeasuredParts {
  readonly pool?: () => PoolCounts | null;
  readonly answers: CacheCounts;
}

/** Measures the process, requests by route, method and status, the pool, and the cache of answers. */
export function measure(app: FastifyInstance, registry: Registry, { pool, answers }: MeasuredParts): void {
  collectDefaultMetrics({ register: registry });
  measureRequests(app, registry);
  if (pool !== undefined) measurePool(pool, registry);
  measureCache(registry, answers);
}

/**
 * Serves `/metrics` in the text format of Prometheus to callers with the scope OPERATIONS_READ. In open mode, that is all of
 * them.
 */
export function serveMetrics(app: FastifyInstance, registry: Registry, onDenied: OnDenied): void {
  app.get('/metrics', async (request, reply) => {
    if (!request.caller.rights.scopes.has('OPERATIONS_READ')) {
      const scopes = ['OPERATIONS_READ'];
      onDenied(request.caller, { code: 'FORBIDDEN', operationName: null, scopes, coordinates: ['/metrics'] });
      const message =
        'Expected a caller with the scope OPERATIONS_READ, got one without: send Authorization: Bearer with ' +
        'METRICS_TOKEN, or with an API key that has this scope.';
      return reply.code(403).send(errorBody('FORBIDDEN', message, request.id));
    }
    void reply.header('content-type', registry.contentType).header('cache-control', 'no-store');
    return registry.metrics();
  });
}

/** Says where `/metrics` is where it is not served, because callers must not see how busy the service is. */
export function refuseMetrics(app: FastifyInstance): void {
  app.get('/metrics', async (request, reply) => {
    const message = 'Metrics are not served at this port: set METRICS_PORT, and ask there.';
    return reply.code(404).send(errorBody('NOT_FOUND', message, request.id));
  });
}

/** Measures how long requests take. The histogram's own `_count` is their number. */
function measureRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Answered HTTP requests, and the time from the first byte read to the last byte written.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', (request, { statusCode, elapsedTime }, done) => {
    // The pattern of the route and never the path: unknown paths must not make a series each.
    const route = request.routeOptions.url ?? 'none';
    // A stream takes as long as its client listens.
    if (route === STREAMS) return done();
    duration.observe({ route, method: request.method, status: statusCode }, elapsedTime / 1000);
    done();
  });
}

function measurePool(pool: () => PoolCounts | null, registry: Registry): void {
  readGauges(registry, [
    ['database_pool_connections', 'Open connections to the database.', () => pool()?.totalCount ?? 0],
    ['database_pool_idle_connections', 'Open connections that are not in use.', () => pool()?.idleCount ?? 0],
    [
      'database_pool_waiting_requests',
      'Requests that wait for a connection.',
      () => pool()?.waitingCount ?? 0,
    ],
  ]);
}
