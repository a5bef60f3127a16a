/** Who callers are over HTTP where access is closed. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { rightsTo } from '../../../src/access/caller.js';
import { appWith, closeApps, logOf, type AppWith } from '../../support/http/app.js';
import { FakeKeys } from '../../support/http/fakeKeys.js';
import { lockedSchema } from '../../support/http/lockedSchema.js';
import { RawClient, endRawClients } from '../../support/network/rawClient.js';

afterEach(async () => {
  endRawClients();
  await closeApps();
});

async function closed(options: AppWith = {}) {
  const keys = new FakeKeys();
  const app = await appWith({
    schema: lockedSchema(),
    isUpToDate: () => true,
    access: { mode: () => 'closed', keys: () => keys, anonymous: rightsTo([]) },
    ...options,
  });
  return { app, keys };
}

const CALLER = '{ caller }';
type Ways = Readonly<Record<string, (query: string) => InjectOptions>>;
const accept = 'application/graphql-response+json';
/** Each way to send an operation, without credentials. */
const WAYS: Ways = {
  POST: (query) => ({ method: 'POST', url: '/graphql', headers: { accept }, payload: { query } }),
  GET: (query) => ({
    method: 'GET',
    url: '/graphql',
    headers: { accept, 'apollo-require-preflight': 'yes' },
    query: { query },
  }),
  'a persisted operation': (query) => ({
    method: 'POST',
    url: '/graphql',
    headers: { accept },
    payload: {
      query,
      extensions: {
        persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
      },
    },
  }),
};
const OTHERS: Readonly<Record<string, InjectOptions>> = {
  HEAD: { method: 'HEAD', url: '/graphql?query=%7B%20caller%20%7D' },
  'a batch': { method: 'POST', url: '/graphql', payload: [{ query: CALLER }, { query: CALLER }] },
  'an event stream': {
    method: 'GET',
    url: '/graphql/stream?query=subscription%20%7B%20a%20%7D',
    headers: { accept: 'text/event-stream' },
  },
  'a multipart subscription': {
    method: 'POST',
    url: '/graphql',
    headers: { accept: 'multipart/mixed;subscriptionSpec=1.0' },
    payload: { query: 'subscription { a }' },
  },
  'an unknown address': { method: 'GET', url: '/nowhere' },
  'the playground': { method: 'GET', url: '/playground' },
};

const send = (app: FastifyInstance, request: InjectOptions, authorization?: string) =>
  app.inject({
    ...request,
    headers: { ...request.headers, ...(authorization === undefined ? {} : { authorization }) },
  });
const ask = (app: FastifyInstance, query: string, authorization?: string) =>
  send(app, WAYS['POST'](query), authorization);

function expectUnauthenticated(response: LightMyRequestResponse): void {
  expect(response.statusCode).toBe(401);
  expect(response.headers).toMatchObject({
    'www-authenticate': 'Bearer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.any(String),
  });
  if (response.payload === '') return;
  expect(response.json()).toEqual({
    errors: [
      {
        message: expect.stringMatching(/^Expected .*, got .*: .*\.$/),
        extensions: { code: 'UNAUTHENTICATED', requestId: response.headers['x-request-id'] },
      },
    ],
  });
}

describe.each(Object.entries(WAYS))('by %s', (_way, requestOf) => {
  test('a key is the caller of its owner, with the scopes of both', async () => {
    const { app, keys } = await closed();
    const secret = keys.make('a', ['MARKET_READ', 'RUNS_WRITE'], { owner: { id: 9, role: 'ANALYST' } });
    const response = await send(app, requestOf('{ caller rights price }'), `Bearer ${secret}`);
    expect(response.json().data).toEqual({
      caller: 'API_KEY user 9',
      rights: 'MARKET_READ',
      price: '12.50',
    });
    expect(keys.uses).toEqual([[1, '127.0.0.1']]);
  });

  test('a key that has ended is refused, and is not taken for no key', async () => {
    const { app, keys } = await closed();
    const secret = keys.make('a', ['MARKET_READ']);
    expect((await send(app, requestOf(CALLER), `Bearer ${secret}`)).statusCode).toBe(200);
    keys.end(secret);
    expectUnauthenticated(await send(app, requestOf(CALLER), `Bearer ${secret}`));
    expect(keys.uses).toHaveLength(1);
  });

  test('a caller without credentials may do what is granted to all', async () => {
    const { app } = await closed();
    expect((await send(app, requestOf(CALLER))).json().data).toEqual({
      caller: 'ANONYMOUS 127.0.0.1',
    });
    expect((await send(app, requestOf('{ price }'))).statusCode).toBe(403);
    const granting = await closed({
      access: { mode: () => 'closed', keys: () => new FakeKeys(), anonymous: rightsTo(['MARKET_READ']) },
    });
    expect((await send(granting.app, requestOf('{ price }'))).statusCode).toBe(200);
  });
});

test.each(Object.entries(OTHERS))('%s is refused with a bad key', async (_what, request) => {
  const { app } = await closed();
  expectUnauthenticated(await send(app, request, 'Bearer gok_unknown'));
});

test.each([
  ['an empty value', ''],
  ['another scheme', 'Basic Z29rOnNlY3JldA=='],
  ['a key without a scheme', `gok_${'a'.repeat(43)}`],
  ['no key', 'Bearer'],
  ['two keys', `Bearer gok_${'a'.repeat(43)}, Bearer gok_${'b'.repeat(43)}`],
  ['another kind of token', 'Bearer eyJhbGciOiJub25lIn0.secret'],
  ['a sign that no key has', 'Bearer gok_secret-'],
  // Ids of requests are hexadecimal, so that none of them looks like a part of these.
  ['a long value', `Bearer gok_${'z'.repeat(5_000)}`],
  ['an unknown key', `Bearer gok_${'z'.repeat(43)}`],
])('%s in Authorization is refused, and not shown', async (_what, authorization) => {
  const log = logOf();
  const { app } = await closed({ logger: { level: 'trace', stream: log.stream } });
  const response = await ask(app, CALLER, authorization);
  expectUnauthenticated(response);
  for (const text of [response.payload, JSON.stringify(log.lines())]) {
    expect(text).not.toMatch(/secret|zzzz|Z29r/);
  }
});

test('the scheme may be written in any case', async () => {
  const { app, keys } = await closed();
  const secret = keys.make('a', []);
  expect((await ask(app, CALLER, `bEARER  ${secret}`)).statusCode).toBe(200);
});

test('two Authorization headers are refused, whichever of them counts', async () => {
  const { app, keys } = await closed();
  const good = `Authorization: Bearer ${keys.make('a', [])}`;
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  for (const lines of [
    [good, 'authorization: Basic x'],
    ['Authorization: Basic x', good],
    [good, good],
  ]) {
    const client = await RawClient.connect(port);
    client.send(
      `GET /graphql?query=%7Bcaller%7D HTTP/1.1\r\nHost: localhost\r\n${lines.join('\r\n')}\r\n\r\n`,
    );
    expect(await client.answers(1)).toContain('Expected one Authorization header, got 2: send one.');
    expect(client.statuses).toEqual([401]);
  }
});

test.each(['access_token', 'api_key', 'apikey', 'authorization'])(
  'a credential in the address, as %s, is refused even if it is good',
  async (name) => {
    const { app, keys } = await closed();
    const secret = keys.make('a', []);
    for (const url of [
      `/graphql?query=%7Bcaller%7D&${name}=${secret}`,
      `/graphql/stream?${name}=${secret}`,
    ]) {
      const response = await app.inject({ method: 'GET', url, headers: { 'apollo-require-preflight': '1' } });
      expectUnauthenticated(response);
      expect(response.payload).not.toContain(secret);
    }
  },
);

test('health is answered whatever the credential', async () => {
  const { app } = await closed();
  for (const url of ['/health/live', '/health/ready']) {
    expect((await app.inject({ url, headers: { authorization: 'Bearer x' } })).statusCode).toBe(200);
  }
});

describe('where the keys cannot be read', () => {
  const away = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));

  test('a key is answered 503 with Retry-After, and a caller without one is served', async () => {
    const causes: unknown[] = [];
    const keys = new FakeKeys();
    keys.wait = away;
    const { app } = await closed({
      access: {
        mode: () => 'closed',
        keys: () => keys,
        anonymous: rightsTo([]),
        onUnavailable: (cause) => causes.push(cause),
      },
    });
    const response = await ask(app, CALLER, `Bearer ${keys.make('a', [])}`);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '1']);
    expect(response.json().errors[0].extensions.code).toBe('OVERLOADED');
    expect(causes).toHaveLength(1);
    expect((await ask(app, CALLER)).statusCode).toBe(200);
  });

  test('a stream tells an EventSource to come back', async () => {
    const { app, keys } = await closed();
    keys.wait = away;
    const { statusCode, payload } = await send(
      app,
      OTHERS['an event stream'],
      `Bearer ${keys.make('a', [])}`,
    );
    expect([statusCode, payload]).toEqual([200, expect.stringMatching(/^retry: \d+\n: /)]);
  });

  test('before the store is open, a key is answered 503', async () => {
    const { app } = await closed({
      access: { mode: () => 'closed', keys: () => null, anonymous: rightsTo([]) },
    });
    expect((await ask(app, CALLER, 'Bearer gok_a')).statusCode).toBe(503);
  });

  test('a failure that does not pass is INTERNAL_SERVER_ERROR, without its text', async () => {
    const { app, keys } = await closed();
    keys.wait = () => Promise.reject(new Error('SELECT secret'));
    const response = await ask(app, CALLER, `Bearer ${keys.make('a', [])}`);
    expect(response.statusCode).toBe(500);
    expect(response.payload).not.toContain('secret');
  });
});

describe('a kept answer', () => {
  const cacheOf = ({ headers }: LightMyRequestResponse) => headers['x-greyoak-cache'];

  test('is not given to callers with fewer rights, nor to a key that has ended', async () => {
    const { app, keys } = await closed();
    const [more, same, less] = [
      keys.make('more', ['MARKET_READ']),
      keys.make('same', ['MARKET_READ'], { owner: { id: 8, role: 'VIEWER' } }),
      keys.make('less', ['RISK_READ']),
    ].map((secret) => `Bearer ${secret}`);
    for (const request of [WAYS['POST']('{ price }'), WAYS['GET']('{ price }')]) {
      expect(cacheOf(await send(app, request, more))).toBe('miss');
      expect(cacheOf(await send(app, request, same))).toBe('hit');
      expect((await send(app, request, less)).statusCode).toBe(403);
      expect((await send(app, request)).statusCode).toBe(403);
    }
    keys.make('same', ['RISK_READ']);
    expect((await ask(app, '{ price }', same)).statusCode).toBe(403);
    keys.end(more.slice('Bearer '.length));
    expectUnauthenticated(await ask(app, '{ price }', more));
  });

  test('is found after the caller is known, also where that takes a while', async () => {
    const { app, keys } = await closed();
    const secret = keys.make('a', ['MARKET_READ']);
    keys.wait = () => new Promise(setImmediate);
    const answers = [
      await ask(app, '{ price }', `Bearer ${secret}`),
      await ask(app, '{ price }', `Bearer ${secret}`),
    ];
    expect(answers.map(cacheOf)).toEqual(['miss', 'hit']);
  });
});

describe('a page of another site', () => {
  const origin = 'https://app.example.com';
  const preflight: InjectOptions = {
    method: 'OPTIONS',
    url: '/graphql',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  };

  test('of ALLOWED_ORIGINS may send Authorization after a preflight, which needs none', async () => {
    const { app, keys } = await closed({ allowedOrigins: [origin] });
    const allowed = await app.inject(preflight);
    expect(allowed.statusCode).toBe(204);
    expect(allowed.headers['access-control-allow-headers']).toMatch(/(^|, ?)authorization(,|$)/);
    expect(allowed.headers).not.toHaveProperty('access-control-allow-credentials');
    const request = { ...WAYS['POST'](CALLER), headers: { origin } };
    const read = await send(app, request, `Bearer ${keys.make('a', [])}`);
    expect([read.statusCode, read.headers['access-control-allow-origin']]).toEqual([200, origin]);
    // It may read why it is refused.
    const refused = await send(app, request, 'Bearer gok_x');
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([401, origin]);
  });

  test('gets no leave to send anything otherwise', async () => {
    const { app } = await closed();
    expect((await app.inject(preflight)).statusCode).toBe(403);
  });
});
