/** Who may read /metrics, and what it says of operations. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { anonymousAt, callerWithKey, rightsTo, type Caller } from '../../src/access/caller.js';
import { SCOPES, type Scope } from '../../src/access/scopes.js';
import { MemoryQuotaStore } from '../../src/graphql/limits/memoryQuotaStore.js';
import { OperationQuotas } from '../../src/graphql/limits/operationQuotas.js';
import { createMetricsApp } from '../../src/http/metricsApp.js';
import { withMetricsToken } from '../../src/http/withMetricsToken.js';
import { readSettings } from '../../src/settings.js';
import { appWith, closeApps } from '../support/http/app.js';
import { NO_HEALTH } from '../support/http/noHealth.js';

afterAll(closeApps);

const { connections, live } = readSettings({});
const TOKEN = 'a1B2~.-_'.repeat(4);

/** As of a closed service: a caller with the scopes of a header, or else an anonymous one. */
const callerOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }): Caller => {
  const { 'x-scopes': scopes } = headers;
  if (scopes === undefined) return anonymousAt('192.0.2.1', rightsTo(['SCORES_READ']));
  const key = {
    id: 1,
    operationsPerMinute: null,
    shownPrefix: 'abcdefgh',
    scopes: String(scopes).split(' ') as Scope[],
  };
  return callerWithKey('192.0.2.1', key, { id: 7, role: 'ADMIN' });
};

describe('/metrics of a closed service', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await appWith({ callerOf: withMetricsToken(callerOf, TOKEN) });
  });

  test.each([
    ['METRICS_TOKEN', { authorization: `Bearer ${TOKEN}` }],
    ['METRICS_TOKEN, with the scheme written otherwise', { authorization: `bearer  ${TOKEN}` }],
    ['a key with OPERATIONS_READ', { 'x-scopes': 'SCORES_READ OPERATIONS_READ' }],
  ])('is answered to %s', async (_, headers) => {
    for (const url of ['/metrics', '/metrics?name=up']) {
      const response = await app.inject({ url, headers });
      expect(response.statusCode).toBe(200);
      expect(response.body).toContain('graphql_operations_total');
    }
  });

  test.each([
    ['nobody', {}],
    ['a key without OPERATIONS_READ', { 'x-scopes': 'SCORES_READ OPERATIONS_WRITE' }],
    ['another token', { authorization: `Bearer ${TOKEN.slice(1)}x` }],
    ['a part of the token', { authorization: `Bearer ${TOKEN.slice(1)}` }],
    ['the token and more', { authorization: `Bearer ${TOKEN} x` }],
    ['the token by another scheme', { authorization: `Basic ${TOKEN}` }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('is refused to %s', async (_, headers) => {
    const response = await app.inject({ url: '/metrics', headers });
    expect(response.statusCode).toBe(403);
    expect(response.json()).toEqual({
      errors: [
        {
          message:
            'Expected a caller with the scope OPERATIONS_READ, got one without: send Authorization: Bearer with ' +
            'METRICS_TOKEN, or with an API key that has this scope.',
          extensions: { code: 'FORBIDDEN', requestId: response.headers['x-request-id'] },
        },
      ],
    });
  });

  test('has a token that is good for nothing else', async () => {
    const payload = { query: '{ caller }' };
    const headers = { authorization: `Bearer ${TOKEN}` };
    const response = await app.inject({ method: 'POST', url: '/graphql?/metrics', headers, payload });
    expect(response.json()).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN', scopes: expect.arrayContaining(['OPERATIONS_READ']) } }],
    });
    expect(await metricsOf(app, headers)).toContain('{caller="ANONYMOUS",result="forbidden"} 1');
  });

  test('is guarded at a port of its own too, and health is not', async () => {
    const app = createMetricsApp({
      registry: new Registry(),
      isReady: async () => ({ ready: true }),
      health: NO_HEALTH,
      listensOn: '127.0.0.1',
      callers: {
        addressOf: ({ socket }) => socket.remoteAddress ?? '',
        callerOf: withMetricsToken(callerOf, TOKEN),
      },
      connections: { ...connections, slowClientMs: live.slowClientMs, drainMs: live.drainMs },
      logger: { level: 'silent' },
    });
    const statusOf = async (url: string, headers = {}) => (await app.inject({ url, headers })).statusCode;
    expect(await statusOf('/metrics')).toBe(403);
    expect(await statusOf('/metrics', { authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await statusOf('/metrics', { 'x-scopes': 'OPERATIONS_READ' })).toBe(200);
    expect(await statusOf('/health/ready')).toBe(200);
    await app.close();
  });
});

describe('graphql_operations_total', () => {
  const ofCaller = (metrics: string, caller: string) =>
    Object.fromEntries(
      [...metrics.matchAll(/^graphql_operations_total\{caller="(\w+)",result="(\w+)"\} (\d+)$/gm)]
        .filter(([, kind, , count]) => kind === caller && count !== '0')
        .map(([, , result, count]) => [result, Number(count)]),
    );

  test('counts operations by the kind of caller and result', async () => {
    const quotas = new OperationQuotas({
      store: new MemoryQuotaStore(),
      anonymous: 2,
      known: 0,
      isClosed: () => true,
    });
    const app = await appWith({ callerOf, quotas });
    const send = (payload: object, headers = {}) =>
      app.inject({ method: 'POST', url: '/graphql', headers, payload });
    for (const query of ['{ __typename }', '{ greeting }', '{ __typename }', '{ greeting }'])
      await send({ query });
    const headers = { 'x-scopes': SCOPES.join(' ') };
    for (const query of ['{ greeting }', '{ nonsense }', '{ failure }', '{']) await send({ query }, headers);
    await send([{ query: '{ greeting }' }, { query: '{ greeting }' }], headers);
    await app.inject('/health/live');
    const metrics = await metricsOf(app);
    expect(ofCaller(metrics, 'ANONYMOUS')).toEqual({ answered: 1, forbidden: 1, rate_limited: 2 });
    expect(ofCaller(metrics, 'API_KEY')).toEqual({ answered: 1, failed: 4 });
    expect(ofCaller(metrics, 'LOCAL')).toEqual({});
  });

  test('has 24 series, whatever callers send', async () => {
    const app = await appWith({ callerOf });
    for (let k = 0; k < 5; k++) {
      await app.inject({ method: 'POST', url: '/graphql', payload: { query: `{ a${k}: greeting b${k}` } });
    }
    expect((await metricsOf(app)).match(/^graphql_operations_total\{/gm)).toHaveLength(24);
  });
});

const metricsOf = async (
  app: FastifyInstance,
  headers: Readonly<Record<string, string>> = { 'x-scopes': 'OPERATIONS_READ' },
): Promise<string> => (await app.inject({ url: '/metrics', headers })).body;
