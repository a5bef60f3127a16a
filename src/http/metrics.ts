import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import { measureCache, type CacheCounts } from './byteCacheMetrics.js';
import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client';
import { COMMIT, VERSION } from '../version.js';
import { measureLabelled } from './labelledMetrics.js';
import { readGauges } from './readMetrics.js';

const STREAMS = '/graphql/stream';

/** The counts of a pg.Pool. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { readonly max: number };
}

export interface MeasuredParts {
  readonly pool?: () => PoolCounts | null;
  readonly answers: CacheCounts;
}

/** Measures the process, requests by route, method and status, the pool, and the cache of answers. */
export function measure(app: FastifyInstance, registry: Registry, { pool, answers }: MeasuredParts): void {
  collectDefaultMetrics({ register: registry });
  measureLabelled(registry, async () => ({ version: VERSION, commit: COMMIT }), [
    {
      kind: 'gauge',
      name: 'greyoak_build_info',
      help: 'Always 1, with the version and the commit of this process.',
      labels: ['version', 'commit'],
      samples: (build) => [[build, 1]],
    },
    {
      kind: 'gauge',
      name: 'greyoak_heap_limit_bytes',
      help: 'Bytes that the heap of this process may take.',
      samples: () => [[{}, getHeapStatistics().heap_size_limit]],
    },
  ]);
  measureRequests(app, registry);
  if (pool !== undefined) measurePool(pool, registry);
  measureCache(registry, answers);
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
    [
      'database_pool_max_connections',
      'Connections for reads that this process may open.',
      () => pool()?.options.max ?? 0,
    ],
  ]);
}
