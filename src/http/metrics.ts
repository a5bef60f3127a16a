import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a pg.Pool tells about itself. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/**
 * `/metrics` in the text format of Prometheus: the process, requests by route, method and status, and the pool.
 * The registry is the app's own, so that two apps of one process do not add up.
 */
export function serveMetrics(app: FastifyInstance, pool?: PoolCounts): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureRequests(app, registry);
  if (pool !== undefined) measurePool(pool, registry);

  app.get('/metrics', async (_request, reply) => {
    void reply.header('content-type', registry.contentType).header('cache-control', 'no-store');
    return registry.metrics();
  });
}

/** The histogram's own `_count` is the number of requests. */
function measureRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Answered HTTP requests, and the time from the first byte read to the last byte written.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, { statusCode, elapsedTime }) => {
    // The pattern of the route and never the path: what nobody serves must not make a series each.
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ route, method: request.method, status: statusCode }, elapsedTime / 1000);
  });
}

function measurePool(pool: PoolCounts, registry: Registry): void {
  const gauges = [
    ['database_pool_connections', 'Open connections to the database.', () => pool.totalCount],
    ['database_pool_idle_connections', 'Open connections that nobody uses.', () => pool.idleCount],
    ['database_pool_waiting_requests', 'Requests that wait for a connection.', () => pool.waitingCount],
  ] as const;
  for (const [name, help, count] of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(count());
      },
    });
  }
}
