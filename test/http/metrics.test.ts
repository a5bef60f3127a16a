import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
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
    const pool = { totalCount: 5, idleCount: 2, waitingCount: 0 };
    const app = await appWith({ pool: () => pool });
    expect(await metricsOf(app)).toMatch(/^database_pool_connections 5$/m);
    expect(await metricsOf(app)).toMatch(/^database_pool_idle_connections 2$/m);
    pool.waitingCount = 7;
    expect(await metricsOf(app)).toMatch(/^database_pool_waiting_requests 7$/m);
  });

  test('keeps two apps of a process apart', async () => {
    const [one, other] = [await appWith(), await appWith()];
    await one.inject('/health/live');
    expect(await metricsOf(one)).toContain('route="/health/live"');
    expect(await metricsOf(other)).not.toContain('route="/health/live"');
  });
});
