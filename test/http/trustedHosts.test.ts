import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { refuseUnknownHosts } from '../../src/http/trustedHosts.js';

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

/** An app that counts the requests which come as far as its next hook. */
function appFor(hosts: readonly string[]): { app: FastifyInstance; passed: () => number } {
  let passed = 0;
  const app = fastify({ trustProxy: true, genReqId: () => 'r1' });
  open.push(app);
  refuseUnknownHosts(app, hosts);
  app.addHook('onRequest', async () => void passed++);
  for (const url of ['/health/live', '/health/ready', '/graphql']) app.get(url, async () => ({ url }));
  return { app, passed: () => passed };
}

const refusal = (got: string) => ({
  errors: [
    {
      message:
        `Expected a Host header that this server answers to, got "${got}": ` +
        "use the server's own name, or add this one to TRUSTED_HOSTS.",
      extensions: { code: 'BAD_REQUEST', requestId: 'r1' },
    },
  ],
});

describe('a Host header', () => {
  const HOSTS = ['api.example.com', 'Local.Example:4000', '[::1]', '2001:DB8::7', '127.0.0.1'];

  test.each([
    ['api.example.com'],
    ['api.example.com:8080'],
    ['api.example.com:'],
    ['API.Example.COM'],
    ['local.example:4000'],
    ['[::1]'],
    ['[::1]:4000'],
    ['[2001:db8::7]:4000'],
    ['127.0.0.1:4000'],
  ])('in the list passes: %s', async (host) => {
    const { app, passed } = appFor(HOSTS);
    const response = await app.inject({ url: '/graphql', headers: { host } });
    expect(response.statusCode).toBe(200);
    expect(passed()).toBe(1);
  });

  test.each([
    ['evil.example'],
    ['api.example.com.evil.example'],
    ['sub.api.example.com'],
    ['local.example'],
    ['local.example:4001'],
    ['[::2]'],
    ['::1'],
    ['api.example.com:80@evil.example'],
    ['api.example.com/x'],
    ['api.example.com, evil.example'],
  ])('that is not in the list is refused before anything else: %j', async (host) => {
    const { app, passed } = appFor(HOSTS);
    for (const url of ['/graphql', '/nowhere', '/health/live/more']) {
      const response = await app.inject({ url, headers: { host } });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toEqual(refusal(host));
    }
    expect(passed()).toBe(0);
  });

  test('is what counts, not what a proxy adds', async () => {
    const { app } = appFor(HOSTS);
    const headers = { host: 'evil.example', 'x-forwarded-host': 'api.example.com' };
    expect((await app.inject({ url: '/graphql', headers })).statusCode).toBe(400);
  });

  test('is shown shortened', async () => {
    const { app } = appFor(HOSTS);
    const response = await app.inject({ url: '/graphql', headers: { host: 'x'.repeat(5000) } });
    expect(response.json()).toEqual(refusal(`${'x'.repeat(79)}…`));
  });

  test('of anything is fine for probes', async () => {
    const { app } = appFor(HOSTS);
    for (const url of ['/health/live', '/health/ready', '/health/live?x=1']) {
      const response = await app.inject({ url, headers: { host: '10.1.2.3:4000' } });
      expect(response.statusCode).toBe(200);
    }
  });

  test.each([
    ['empty', 'GET /graphql HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'],
    ['missing, which HTTP/1.0 allows', 'GET /graphql HTTP/1.0\r\n\r\n'],
  ])('that is %s is refused', async (_what, request) => {
    const { app } = appFor(HOSTS);
    const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(request);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(JSON.stringify(refusal('')));
  });
});

test('an empty list allows all', async () => {
  const { app } = appFor([]);
  const response = await app.inject({ url: '/graphql', headers: { host: 'whatever.example' } });
  expect(response.statusCode).toBe(200);
});

test.each([['https://example.com'], ['*'], ['*.example.com'], ['example.com/'], ['[::1'], ['::x'], ['']])(
  'an entry that is no host is refused: %j',
  async (entry) => {
    const app = fastify();
    open.push(app);
    expect(() => refuseUnknownHosts(app, ['example.com', entry])).toThrow(
      expect.objectContaining({
        name: 'UserError',
        message:
          'Expected a trusted host as "example.com", "example.com:4000" or "[::1]", got ' +
          `${JSON.stringify(entry)}: leave out scheme, path and patterns.`,
      }),
    );
  },
);
