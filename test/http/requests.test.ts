import { afterEach, describe, expect, test } from '@jest/globals';
import { appWith, closeApps, COST, logOf } from '../support/http/app.js';

afterEach(closeApps);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the id of a request', () => {
  test('is its own where that is sane', async () => {
    const app = await appWith();
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ failure }' },
      headers: { 'x-request-id': 'Trace_1.2-3' },
    });
    expect(response.headers['x-request-id']).toBe('Trace_1.2-3');
    expect(response.json().errors[0].extensions.requestId).toBe('Trace_1.2-3');
  });

  // Each kind of secret that we issue.
  const SECRETS = ['gok_7x', 'goa_7x', 'gor_12.3.a-b', 'goc_7x', 'gol_7x'].map((secret) => [secret]);
  test.each([['with a blank'], ['x'.repeat(65)], ['<script>'], [''], ['a\u00e9'], ...SECRETS])(
    'is a new UUID instead of %j',
    async (given) => {
      const app = await appWith();
      const response = await app.inject({ url: '/health/live', headers: { 'x-request-id': given } });
      expect(response.headers['x-request-id']).toMatch(UUID);
    },
  );

  test('is a new UUID for each request without one, and is on every kind of answer', async () => {
    const app = await appWith();
    const ids = new Set<unknown>();
    for (const url of ['/', '/health/live', '/metrics', '/graphql', '/nowhere', '/%zz', '/playground']) {
      const response = await app.inject({ url });
      expect(response.headers['x-request-id']).toMatch(UUID);
      expect(response.headers['x-content-type-options']).toBe('nosniff');
      ids.add(response.headers['x-request-id']);
    }
    expect(ids.size).toBe(7);
  });
});

describe('errors from before GraphQL', () => {
  const post = { method: 'POST', url: '/graphql' } as const;
  const json = { 'content-type': 'application/json' };

  test.each([
    [
      'malformed JSON',
      { ...post, headers: json, payload: '{"query": ' },
      400,
      'BAD_REQUEST',
      'Expected a body of JSON, got one that cannot be parsed: send {"query": "…", "variables": {…}}.',
    ],
    [
      'an empty body',
      { ...post, headers: json, payload: '' },
      400,
      'BAD_REQUEST',
      'Expected a body of JSON, got an empty one: send {"query": "…", "variables": {…}}.',
    ],
    [
      // 256 kB are 262,144 bytes; the quotes and the name make it larger.
      'a body that is too large',
      { ...post, headers: json, payload: JSON.stringify({ query: ' '.repeat(262_144) }) },
      413,
      'BAD_REQUEST',
      'Expected a body of at most 262144 bytes, got a larger one: ask for less in one request.',
    ],
    [
      'another media type',
      { ...post, headers: { 'content-type': 'application/xml' }, payload: '<query/>' },
      415,
      'BAD_REQUEST',
      'Expected a body of application/json, got "application/xml": set the Content-Type header.',
    ],
    [
      'an unknown address',
      { method: 'GET', url: '/nowhere?secret=1' } as const,
      404,
      'NOT_FOUND',
      'Nothing is served here: GraphQL is at POST or GET /graphql, the playground at /playground.',
    ],
    [
      'an address that cannot be parsed',
      { method: 'GET', url: '/%zz' } as const,
      400,
      'BAD_REQUEST',
      'Expected an address with "%" before two hexadecimal digits of UTF-8 only, got "/%zz": encode it.',
    ],
  ])('answer %s in the shape of GraphQL', async (_what, request, status, code, message) => {
    const app = await appWith();
    const response = await app.inject(request);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toEqual({
      errors: [{ message, extensions: { code, requestId: response.headers['x-request-id'] } }],
    });
  });

  test('takes the largest body that is allowed', async () => {
    const app = await appWith();
    const query = '{ greeting }';
    const rest = JSON.stringify({ query }).length;
    const payload = JSON.stringify({ query: query + ' '.repeat(262_144 - rest) });
    expect(payload).toHaveLength(262_144);
    const response = await app.inject({ ...post, headers: json, payload });
    expect(response.json()).toEqual({ data: { greeting: 'hello' }, extensions: { cost: COST } });
  });

  test('show nothing of a failure of the server, and log it', async () => {
    const log = logOf();
    const app = await appWith({ logger: { level: 'info', stream: log.stream } });
    app.get('/broken', async () => {
      throw new Error('no such file: /etc/greyoak/key');
    });
    const response = await app.inject({ url: '/broken', headers: { 'x-request-id': 'b1' } });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({
      errors: [
        {
          message: 'Internal server error',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'b1' },
        },
      ],
    });
    expect(log.lines()).toContainEqual(
      expect.objectContaining({
        level: 'error',
        requestId: 'b1',
        err: expect.objectContaining({ message: 'no such file: /etc/greyoak/key' }),
      }),
    );
  });
});

describe('the log', () => {
  test('has one JSON line per request, with level, id and caller, and without the query string', async () => {
    const log = logOf();
    const app = await appWith({
      logger: { level: 'info', stream: log.stream },
      trustedProxies: ['127.0.0.1'],
    });
    await app.inject({ url: '/nowhere?token=secret', headers: { 'x-request-id': 'first' } });
    const payload = { query: '{ greeting }' };
    const headers = { 'x-request-id': 'second', 'x-forwarded-for': '192.0.2.7' };
    await app.inject({ method: 'POST', url: '/graphql', payload, headers });
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'info',
        requestId: 'first',
        caller: '127.0.0.1',
        method: 'GET',
        path: '/nowhere',
        status: 404,
        ms: expect.any(Number),
      }),
      expect.objectContaining({
        level: 'info',
        requestId: 'second',
        caller: '192.0.2.7',
        method: 'POST',
        path: '/graphql',
        status: 200,
      }),
    ]);
    expect(JSON.stringify(log.lines())).not.toContain('secret');
  });

  test('is silent about probes that succeed', async () => {
    const log = logOf();
    const app = await appWith({ logger: { level: 'info', stream: log.stream } });
    for (const url of ['/health/live', '/health/ready', '/metrics']) {
      expect((await app.inject({ url })).statusCode).toBe(200);
    }
    expect(log.lines()).toEqual([]);
  });
});
