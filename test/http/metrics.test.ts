import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createApi } from '../../src/api.js';
import { readSettings } from '../../src/settings.js';
import { appWith, closeApps } from '../support/http/app.js';

afterEach(closeApps);

const metricsOf = async (app: FastifyInstance): Promise<string> => (await app.inject('/metrics')).body;
const countOf = (metrics: string, labels: string): number =>
  Number(metrics.split(`http_request_duration_seconds_count{${labels}} `)[1]?.split('\n')[0]);

describe('/metrics', () => {
  test('counts requests by route, method and status', async () => {
    const app = await appWith();
    const post = { method: 'POST', url: '/graphql' } as const;
    for (let k = 0; k < 3; k++) await app.inject({ ...post, payload: { query: '{ greeting }' } });
    const headers = { accept: 'application/graphql-response+json' };
    for (let k = 0; k < 2; k++) await app.inject({ ...post, headers, payload: { query: '{ nonsense }' } });
    for (const url of ['/a', '/b', '/c/d', '/%zz']) await app.inject(url);
    await app.inject('/health/live');

    const metrics = await metricsOf(app);
    expect(countOf(metrics, 'route="/graphql",method="POST",status="200"')).toBe(3);
    expect(countOf(metrics, 'route="/graphql",method="POST",status="400"')).toBe(2);
    expect(countOf(metrics, 'route="none",method="GET",status="404"')).toBe(3);
    expect(countOf(metrics, 'route="/health/live",method="GET",status="200"')).toBe(1);
    expect(metrics).not.toContain('/c/d');
  });

  test('is text for Prometheus, with the process in it', async () => {
    const app = await appWith();
    const response = await app.inject('/metrics');
    expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(response.body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(response.body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(response.body).not.toContain('database_pool');
  });

  test('shows the pool as it is when asked', async () => {
    const pool = { totalCount: 5, idleCount: 2, waitingCount: 0, options: { max: 10 } };
    const app = await appWith({ pool: () => pool });
    expect(await metricsOf(app)).toMatch(/^database_pool_connections 5$/m);
    expect(await metricsOf(app)).toMatch(/^database_pool_idle_connections 2$/m);
    pool.waitingCount = 7;
    expect(await metricsOf(app)).toMatch(/^database_pool_waiting_requests 7$/m);
    expect(await metricsOf(app)).toMatch(/^database_pool_max_connections 10$/m);
  });

  test('keeps two apps of a process apart', async () => {
    const [one, other] = [await appWith(), await appWith()];
    await one.inject('/health/live');
    expect(await metricsOf(one)).toContain('route="/health/live"');
    expect(await metricsOf(other)).not.toContain('route="/health/live"');
  });
});

describe('where /metrics is served', () => {
  /** The API of settings, which serves no request but these; as it has no database, it is never ready. */
  const apiOf = (env: Readonly<Record<string, string>>) =>
    createApi({
      settings: readSettings({ LOG_LEVEL: 'silent', ...env }),
      state: () => ({ phase: 'this test has no database' }),
    });

  test.each([
    ['at its port, on a loopback address', { ACCESS: 'open' }, 200],
    ['at its port, to callers that may read them', { ACCESS: 'closed' }, 403],
    ['nowhere, on an address that others reach', { HOST: '0.0.0.0' }, 404],
    ['nowhere, behind a proxy', { TRUSTED_PROXIES: '127.0.0.1' }, 404],
    ['not at its port, where they have one of their own', { METRICS_PORT: '0' }, 404],
    ['nowhere, for a worker that others reach', { ROLE: 'worker', HOST: '::' }, 404],
  ])('%s', async (_what, env, status) => {
    const { app, metricsApp } = await apiOf(env);
    const response = await app.inject('/metrics');
    expect(response.statusCode).toBe(status);
    if (status === 404) {
      expect(response.json().errors[0]).toEqual({
        message: 'Metrics are not served at this port: set METRICS_PORT, and ask there.',
        extensions: { code: 'NOT_FOUND', requestId: response.headers['x-request-id'] },
      });
    }
    expect(metricsApp === null).toBe(!('METRICS_PORT' in env));
    await app.close();
    await metricsApp?.close();
  });

  test('a port of its own has metrics and health of the service, and nothing else', async () => {
    const METRICS_TOKEN = 'f0'.repeat(16);
    const { app, metricsApp } = await apiOf({ METRICS_PORT: '0', HOST: '0.0.0.0', METRICS_TOKEN });
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const statusOf = async (url: string, host = 'localhost') =>
      (await metricsApp?.inject({ url, headers: { host } }))?.statusCode;
    await app.inject('/health/live');
    expect(await statusOf('/metrics')).toBe(403);
    expect((await metricsApp?.inject({ url: '/metrics', headers }))?.body).toContain('route="/health/live"');
    expect(await statusOf('/health/live')).toBe(200);
    expect(await statusOf('/health/ready')).toBe(503);
    expect(await statusOf('/graphql')).toBe(404);
    // It listens on 127.0.0.1, where names of other sites may point.
    expect(await statusOf('/metrics', 'evil.example')).toBe(400);
    await app.close();
    await metricsApp?.close();
  });
});
