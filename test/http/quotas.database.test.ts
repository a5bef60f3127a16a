/** Operations a minute over each transport, in one process and in two. */
import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callerAt } from '../../src/access/caller.js';
import type { Database } from '../../src/database/database.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { closeTestDatabases, openAgain, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, SPLIT } from '../support/days/filledStore.js';
import { commitEvents } from '../support/live/commitEvents.js';
import { eventually } from '../support/time/eventually.js';
import { answerOf, apiOver, closeApis, get, post, refusalOf, type TestApi } from '../support/http/api.js';
import { connect } from '../support/http/liveApp.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
beforeEach(() => database.pool.query('DELETE FROM operation_counts'));
afterEach(closeApis);
afterAll(closeTestDatabases);

const NAME = '{ method { name } }';
const CLOSED = { ACCESS: 'closed' };
/** Users by their addresses. */
const callerOf = ({ socket }: IncomingMessage) => callerAt(socket.remoteAddress ?? '');

/** A closed service, whose callers may send so many operations. */
const closedApi = (quota: number, env: Readonly<Record<string, string>> = {}, over = database) =>
  apiOver(over, { ...CLOSED, OPERATIONS_PER_MINUTE: String(quota), ...env }, { callerOf });

/** What is left of the operations, by the header. */
const left = ({ headers }: Awaited<ReturnType<typeof post>>): number =>
  Number(/"operations";r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);

describe('200 tries at once', () => {
  const tries = (apis: readonly TestApi[], query: (k: number) => string) =>
    Promise.all(Array.from({ length: 200 }, (_, k) => post(apis[k % apis.length], query(k))));

  test.each([
    ['hits', () => NAME],
    ['misses', (k: number) => `{ a${k}: method { name } }`],
  ])('pass exactly as often as the quota says: %s', async (_, query) => {
    const api = await closedApi(60);
    const answers = await tries([api], query);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(60);
    expect(answers.filter((answer) => refusalOf(answer).join(' ') === '429 RATE_LIMITED')).toHaveLength(140);
    expect((await post(api, NAME, { remoteAddress: '10.0.0.2' })).statusCode).toBe(200);
  });

  test('pass exactly as often in two processes together', async () => {
    // No statement may take so long that the operation is counted in memory.
    const env = { RATE_LIMIT_STORE: 'database', OPERATION_TIMEOUT_MS: '100000' };
    const apis = [
      await closedApi(60, env),
      await closedApi(60, env, await openAgain(database, { poolSize: 3 })),
    ];
    const answers = await tries(apis, (k) => (k % 3 === 0 ? NAME : `{ b${k}: method { name } }`));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(60);
    expect(answers.filter((answer) => refusalOf(answer).join(' ') === '429 RATE_LIMITED')).toHaveLength(140);
  });
});

describe('a caller of a closed service', () => {
  test('reads what is left in the headers of each answer', async () => {
    const api = await closedApi(5);
    for (const [k, cache] of ['miss', 'hit', 'hit'].entries()) {
      const { headers } = await post(api, NAME);
      expect(headers['x-greyoak-cache']).toBe(cache);
      expect(headers['ratelimit-policy']).toBe('"cost";q=100000;w=10, "operations";q=5;w=60');
      expect(headers['ratelimit']).toMatch(
        new RegExp(`^"cost";r=\\d+;t=\\d+, "operations";r=${4 - k};t=\\d+$`),
      );
    }
  });

  test('learns when it may try again', async () => {
    const api = await closedApi(1);
    expect((await get(api, NAME)).statusCode).toBe(200);
    for (const refused of [await get(api, NAME), await post(api, NAME)]) {
      expect(refusalOf(refused)).toEqual([429, 'RATE_LIMITED']);
      const retryAfter = Number(refused.headers['retry-after']);
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(60);
      expect(refused.headers['ratelimit-policy']).toBe('"cost";q=100000;w=10, "operations";q=1;w=60');
      expect(refused.headers['ratelimit']).toContain(`"operations";r=0;t=${retryAfter}`);
      const [{ extensions }] = answerOf(refused).errors ?? [];
      expect(extensions).toEqual({
        code: 'RATE_LIMITED',
        limit: 1,
        windowSeconds: 60,
        remaining: 0,
        reset: retryAfter,
        retryAfter,
        requestId: refused.headers['x-request-id'],
      });
    }
  });

  test('pays for what is refused, whatever the reason', async () => {
    const api = await closedApi(100, { MAX_DEPTH: '2' });
    const send = (payload: string, headers = { 'content-type': 'application/json' }) =>
      api.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    const sent = [
      () => post(api, '{ nothing }'),
      () => post(api, '{ '),
      () => post(api, '{ stocks { nodes { ticker } } }'),
      () => post(api, undefined),
      () => post(api, undefined, { extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }),
      () => get(api, 'mutation { rescore(input: { on: "2024-01-01" }) { id } }'),
      () => get(api, NAME, { headers: { 'apollo-require-preflight': '' } }),
      () => send('{'),
      () => send('{}', { 'content-type': 'text/plain' }),
      // A batch counts once.
      () => send(JSON.stringify([{ query: NAME }, { query: NAME }, { query: NAME }])),
      () => api.app.inject({ method: 'HEAD', url: '/graphql', query: { query: NAME } }),
    ];
    for (const [k, ask] of sent.entries()) {
      await ask();
      expect(left(await post(api, NAME))).toBe(100 - 2 * (k + 1));
    }
  });

  test('does not pay for health, metrics, the playground and preflights', async () => {
    const api = await closedApi(3, { ALLOWED_ORIGINS: 'https://app.example' });
    for (const url of ['/health/live', '/health/ready', '/metrics', '/playground', '/', '/missing']) {
      await api.app.inject(url);
    }
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
    await api.app.inject({ method: 'OPTIONS', url: '/graphql', headers });
    expect(left(await post(api, NAME))).toBe(2);
  });

  test('counts as one from all addresses of a /64', async () => {
    const api = await closedApi(1);
    const status = async (remoteAddress: string) => (await post(api, NAME, { remoteAddress })).statusCode;
    expect(await status('2001:db8:1:2::1')).toBe(200);
    expect(await status('2001:db8:1:2:3::9')).toBe(429);
    expect(await status('2001:db8:1:3::1')).toBe(200);
  });

  test('has no limit where the service is open, or the limit is 0', async () => {
    for (const api of [await apiOver(database, { OPERATIONS_PER_MINUTE: '1' }), await closedApi(0)]) {
      for (let k = 0; k < 3; k++) {
        const { headers, statusCode } = await post(api, NAME);
        expect([statusCode, headers['ratelimit-policy']]).toEqual([200, '"cost";q=100000;w=10']);
      }
    }
  });
});

describe('while the database cannot count', () => {
  test('answers that are kept are sent, up to the quota of the process, and the log says so once', async () => {
    const pool = {
      query: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })),
    } as unknown as Database['pool'];
    const env = { OPERATIONS_PER_MINUTE: '5', RATE_LIMIT_STORE: 'database' };
    const api = await apiOver(
      database,
      { ...CLOSED, ...env },
      { callerOf, services: { database: { ...database, pool } } },
    );
    const answers = [];
    for (let k = 0; k < 8; k++) answers.push(await post(api, NAME));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(answers[4].headers['x-greyoak-cache']).toBe('hit');
    const warnings = api.log.lines().filter(({ level }) => level !== 'info');
    expect(warnings).toMatchObject([
      {
        level: 'warn',
        msg: 'operations are counted by this process alone because the database cannot count them',
      },
    ]);
  });
});

describe('a client of sockets and streams', () => {
  const EVENTS = 'subscription { scoreChanged { cursor } }';
  /** A closed service that follows the log of scores. */
  const liveApi = async (quota: number, env: Readonly<Record<string, string>> = {}) => {
    const api = await closedApi(quota, env);
    await api.services.logs.start();
    stops.push(() => api.services.logs.stop());
    return api;
  };
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  const listening = async (api: TestApi) => ({
    port: Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port),
  });
  const stream = (port: number, query: string, accept = 'text/event-stream', path = '/graphql/stream') =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });

  test('pays for each operation of a socket, and for no event', async () => {
    const api = await liveApi(3);
    const client = await connect(await listening(api));
    client.send({ type: 'connection_init' });
    expect(await client.next()).toMatchObject({ type: 'connection_ack' });
    client.subscribe('live', EVENTS);
    await eventually(() => api.services.logs.of(scoreLog).counts.members === 1);
    const { last } = await commitEvents(database, 5);
    api.services.logs.of(scoreLog).hint(last);
    for (let k = 0; k < 5; k++) expect(await client.next()).toMatchObject({ id: 'live', type: 'next' });
    for (const id of ['1', '2']) {
      client.subscribe(id, NAME);
      expect(await client.next()).toMatchObject({ id, type: 'next' });
      expect(await client.next()).toMatchObject({ id, type: 'complete' });
    }
    client.subscribe('3', NAME);
    expect(await client.next()).toMatchObject({
      id: '3',
      type: 'error',
      payload: [
        {
          message: expect.stringContaining('at most 3 operations a minute'),
          extensions: {
            code: 'RATE_LIMITED',
            limit: 3,
            windowSeconds: 60,
            remaining: 0,
            reset: expect.any(Number),
            retryAfter: expect.any(Number),
          },
        },
      ],
    });
    expect((await post(api, NAME, { remoteAddress: '127.0.0.1' })).statusCode).toBe(429);
    expect((await post(api, NAME, { remoteAddress: '10.0.0.2' })).statusCode).toBe(200);
    client.ws.terminate();
    const metrics = (await api.app.inject('/metrics')).body;
    expect(metrics).toContain('{caller="LOCAL",result="answered"} 4');
    expect(metrics).toContain('{caller="LOCAL",result="rate_limited"} 2');
  });

  test('pays for operations above the limits of its socket', async () => {
    const api = await closedApi(10, { OPERATIONS_PER_SOCKET: '1', SUBSCRIBE_BYTES_PER_SOCKET: '1024' });
    const client = await connect(await listening(api));
    client.send({ type: 'connection_init' });
    expect(await client.next()).toMatchObject({ type: 'connection_ack' });
    client.subscribe('long', `${NAME} #${' '.repeat(1024)}`);
    expect(await client.next()).toMatchObject({ id: 'long', type: 'error' });
    expect(left(await post(api, NAME, { remoteAddress: '127.0.0.1' }))).toBe(8);
    client.ws.terminate();
  });

  test.each([
    ['in memory', {}],
    ['in the database', { RATE_LIMIT_STORE: 'database' }],
  ])('pays once for a stream, which is refused with 429: %s', async (_, env) => {
    const api = await liveApi(3, env);
    const { port } = await listening(api);
    const one = await stream(port, NAME);
    expect(one.headers.get('ratelimit')).toMatch(/"operations";r=2;t=\d+$/);
    expect(await one.text()).toContain('event: complete');
    const multipart = 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0", application/json';
    const parts = await stream(port, EVENTS, multipart, '/graphql');
    expect(parts.status).toBe(200);
    await parts.body?.cancel();
    const body = `{ stock(ticker: "${SPLIT}") { ticker } }`;
    expect(left(await post(api, body, { remoteAddress: '127.0.0.1' }))).toBe(0);
    const refused = await stream(port, NAME);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit-policy')).toContain('"operations";q=3;w=60');
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', limit: 3 } }],
    });
    const refusedParts = await stream(port, EVENTS, multipart, '/graphql');
    expect(refusedParts.status).toBe(429);
    await refusedParts.body?.cancel();
  });
});
