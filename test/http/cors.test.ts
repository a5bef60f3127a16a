import { afterEach, describe, expect, test } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { allowOrigins } from '../../src/http/cors.js';

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

const PAGE = 'https://app.example.com';

async function appFor(origins: readonly string[]): Promise<FastifyInstance> {
  const app = fastify();
  open.push(app);
  await allowOrigins(app, origins);
  await app.register(async (scope) => {
    scope.route({ method: ['GET', 'POST'], url: '/graphql', handler: async () => ({ data: {} }) });
  });
  return app;
}

const preflight = (origin: string) =>
  ({
    method: 'OPTIONS',
    url: '/graphql',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-secret',
    },
  }) as const;

const corsHeaders = (headers: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

describe('origins', () => {
  test.each([[[PAGE]], [['http://localhost:5173', PAGE]]])(
    'of %j: a preflight is answered',
    async (origins) => {
      const app = await appFor(origins);
      const response = await app.inject(preflight(PAGE));
      expect(response.statusCode).toBe(204);
      expect(response.body).toBe('');
      expect(response.headers).toMatchObject({
        'access-control-allow-origin': PAGE,
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers':
          'content-type, x-request-id, apollo-require-preflight, x-apollo-operation-name, authorization, if-none-match, last-event-id',
        'access-control-max-age': '600',
        vary: 'Origin',
      });
      expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  test('may read the answer, and the headers that matter to them', async () => {
    const app = await appFor([PAGE]);
    for (const method of ['GET', 'POST'] as const) {
      const response = await app.inject({ method, url: '/graphql', headers: { origin: PAGE } });
      expect(response.json()).toEqual({ data: {} });
      expect(response.headers).toMatchObject({
        'access-control-allow-origin': PAGE,
        'access-control-expose-headers':
          'x-request-id, etag, ratelimit, ratelimit-policy, retry-after, x-greyoak-cache',
        vary: 'Origin',
      });
      expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  test('may read errors too', async () => {
    const app = await appFor([PAGE]);
    const response = await app.inject({ url: '/nowhere', headers: { origin: PAGE } });
    expect(response.statusCode).toBe(404);
    expect(response.headers['access-control-allow-origin']).toBe(PAGE);
  });

  test.each([
    ['https://evil.example'],
    ['http://app.example.com'],
    ['https://app.example.com:8443'],
    ['https://app.example.com.evil.example'],
    ['https://sub.app.example.com'],
    ['https://APP.example.com'],
    ['null'],
    ['*'],
  ])('that are not in the list are not allowed: %s', async (origin) => {
    const app = await appFor([PAGE]);
    const asked = await app.inject(preflight(origin));
    expect(asked.statusCode).toBe(403);
    expect(corsHeaders(asked.headers)).toEqual([]);
    expect(asked.headers.vary).toBe('Origin');
    expect(asked.json().errors[0].message).toContain(
      `or of a site that it allows, got "${origin}" as Origin: `,
    );
    const got = await app.inject({ url: '/graphql', headers: { origin } });
    expect(got.statusCode).toBe(200);
    expect(got.headers).not.toHaveProperty('access-control-allow-origin');
    expect(got.headers.vary).toBe('Origin');
  });

  test('need not be told: such answers vary by Origin as well', async () => {
    const app = await appFor([PAGE]);
    const got = await app.inject('/graphql');
    expect(got.headers).not.toHaveProperty('access-control-allow-origin');
    expect(got.headers.vary).toBe('Origin');
    expect((await app.inject({ method: 'OPTIONS', url: '/graphql' })).statusCode).toBe(204);
  });
});

test('without any origin there is no header of CORS, and a preflight is told the setting', async () => {
  const app = await appFor([]);
  const got = await app.inject({ url: '/graphql', headers: { origin: PAGE } });
  expect(got.statusCode).toBe(200);
  expect(corsHeaders(got.headers)).toEqual([]);
  expect(got.headers).not.toHaveProperty('vary');
  const asked = await app.inject(preflight(PAGE));
  expect(asked.statusCode).toBe(403);
  expect(corsHeaders(asked.headers)).toEqual([]);
  expect(asked.json().errors).toEqual([
    {
      message:
        'Expected a page of this server or of a site that it allows, got "https://app.example.com" as Origin: ' +
        'add it to ALLOWED_ORIGINS.',
      extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
    },
  ]);
  // It is none without these headers.
  expect((await app.inject({ method: 'OPTIONS', url: '/graphql' })).statusCode).toBe(404);
});

describe('what no browser sends as an origin is refused', () => {
  const EXPECTED = 'Expected an origin as browsers send it, for example "https://app.example.com", got';
  test.each([
    ['*', 'name each origin, "*" and patterns are not taken'],
    ['null', 'name each origin, "*" and patterns are not taken'],
    ['app.example.com', 'name each origin, "*" and patterns are not taken'],
    ['', 'name each origin, "*" and patterns are not taken'],
    ['https://app.example.com/', 'write "https://app.example.com"'],
    ['https://App.example.com', 'write "https://app.example.com"'],
    ['https://app.example.com:443', 'write "https://app.example.com"'],
    ['https://app.example.com/page?a=1', 'write "https://app.example.com"'],
  ])('%j', async (origin, remedy) => {
    const app = fastify();
    open.push(app);
    await expect(allowOrigins(app, [PAGE, origin])).rejects.toMatchObject({
      name: 'UserError',
      message: `${EXPECTED} ${JSON.stringify(origin)}: ${remedy}.`,
    });
  });
});
