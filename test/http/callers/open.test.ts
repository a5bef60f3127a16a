/** Who callers are where access is open, and that others who come through a proxy are refused. */
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { rightsTo } from '../../../src/access/caller.js';
import { appWith, closeApps } from '../../support/http/app.js';
import { FakeKeys } from '../../support/http/fakeKeys.js';
import { lockedSchema } from '../../support/http/lockedSchema.js';
import { endRawClients, RawClient } from '../../support/network/rawClient.js';

const proxies: Server[] = [];

afterEach(async () => {
  endRawClients();
  for (const proxy of proxies.splice(0)) {
    proxy.closeAllConnections();
    proxy.close();
  }
  await closeApps();
});

async function openApp(allowedOrigins: readonly string[] = []) {
  const keys = new FakeKeys();
  const app = await appWith({
    schema: lockedSchema(),
    isUpToDate: () => true,
    allowedOrigins,
    trustedHosts: ['localhost', '127.0.0.1'],
    access: { mode: () => 'open', keys: () => keys, anonymous: rightsTo([]) },
  });
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  return { app, keys, port };
}

/** Starts a proxy that passes requests on, with these headers in addition. Returns its port. */
async function proxyTo(port: number, added: IncomingHttpHeaders, host?: string): Promise<number> {
  const proxy = createServer((asked, answer) => {
    const headers = { ...asked.headers, ...(host === undefined ? {} : { host }), ...added };
    const passed = httpRequest({ port, path: asked.url, method: asked.method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(answer);
    });
    asked.pipe(passed);
  });
  proxies.push(proxy);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return (proxy.address() as { port: number }).port;
}

const PATHS = [
  '/graphql?query=%7Bcaller%7D',
  '/graphql/stream?query=subscription%7Ba%7D',
  '/playground',
  '/metrics',
  '/',
];
const PROXY =
  /a proxy stands in front, so that others may reach this server\. Set ACCESS=closed, and TRUSTED_PROXIES /;

const askAt = async (port: number, path: string, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    redirect: 'manual',
    headers: { 'apollo-require-preflight': 'yes', connection: 'close', ...headers },
  });
  return { status: response.status, text: await response.text() };
};

test('a caller is the built-in user, counted by its address', async () => {
  const { port } = await openApp();
  const { status, text } = await askAt(port, '/graphql?query=%7Bcaller%20price%7D');
  expect([status, JSON.parse(text).data]).toEqual([200, { caller: 'LOCAL 127.0.0.1', price: '12.50' }]);
});

test('a key that is shown counts, and one that does not count is refused', async () => {
  const { port, keys } = await openApp();
  const secret = keys.make('a', ['RISK_READ']);
  const ask = (query: string, key: string) =>
    askAt(port, `/graphql?query=${encodeURIComponent(query)}`, { authorization: `Bearer ${key}` });
  expect(JSON.parse((await ask('{ caller }', secret)).text).data).toEqual({ caller: 'API_KEY user 7' });
  expect((await ask('{ price }', secret)).status).toBe(403);
  expect((await ask('{ caller }', 'gok_unknown')).status).toBe(401);
});

describe('a proxy in front', () => {
  test.each<[string, IncomingHttpHeaders]>([
    ['X-Forwarded-For', { 'x-forwarded-for': '192.0.2.1' }],
    ['X-Forwarded-Proto', { 'x-forwarded-proto': 'https' }],
    ['X-Forwarded-Host', { 'x-forwarded-host': 'scores.example' }],
    ['X-Forwarded-Anything', { 'x-forwarded-anything': '' }],
    ['X-Real-IP', { 'x-real-ip': '192.0.2.1' }],
    ['Forwarded', { forwarded: 'for=192.0.2.1' }],
    ['Via', { via: '1.1 proxy' }],
    ['Client-IP', { 'client-ip': '192.0.2.1' }],
    ['X-Client-IP', { 'x-client-ip': '192.0.2.1' }],
    ['X-Cluster-Client-IP', { 'x-cluster-client-ip': '192.0.2.1' }],
    ['True-Client-IP', { 'true-client-ip': '192.0.2.1' }],
    ['CF-Connecting-IP', { 'cf-connecting-ip': '192.0.2.1' }],
    ['X-ProxyUser-Ip', { 'x-proxyuser-ip': '192.0.2.1' }],
    ['X-Remote-Addr', { 'x-remote-addr': '192.0.2.1' }],
    ['X-Original-Host', { 'x-original-host': 'scores.example' }],
    ['X-Real-Port', { 'x-real-port': '1' }],
    ['X-Envoy-External-Address', { 'x-envoy-external-address': '192.0.2.1' }],
    ['CDN-Loop', { 'cdn-loop': 'cloudflare' }],
    ['Connection: upgrade without Upgrade, as nginx is told to for sockets', { connection: 'upgrade' }],
  ])('that sends %s is refused on each address but those of health', async (_name, added) => {
    const { port } = await openApp();
    const proxy = await proxyTo(port, added, `127.0.0.1:${port}`);
    for (const path of PATHS) {
      const { status, text } = await askAt(proxy, path, { accept: 'text/event-stream, */*' });
      expect([path, status]).toEqual([path, 403]);
      expect(JSON.parse(text).errors[0].extensions.code).toBe('FORBIDDEN');
      expect(text).toMatch(PROXY);
    }
    expect((await askAt(proxy, '/health/live')).status).toBe(200);
    expect((await askAt(proxy, '/health/ready')).status).toBe(200);
  });

  test('that asks as nginx does by default is refused: by HTTP/1.0, with the Host of this server', async () => {
    const { port } = await openApp();
    const statusOf = async (path: string) => {
      const client = await RawClient.connect(port);
      client.send(
        `GET ${path} HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\nApollo-Require-Preflight: yes\r\n\r\n`,
      );
      await client.closed;
      if (client.statuses[0] !== 200) expect(client.received).toMatch(PROXY);
      return client.statuses;
    };
    for (const path of PATHS) expect([path, await statusOf(path)]).toEqual([path, [403]]);
    expect(await statusOf('/health/live')).toEqual([200]);
  });

  test('that says nothing of itself is known by the pages that come through it', async () => {
    const { port } = await openApp();
    const proxy = await proxyTo(port, {}, `127.0.0.1:${port}`);
    const from = (origin: string) => askAt(proxy, PATHS[0], { origin });
    const refused = await from('https://scores.example');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('If a proxy serves this page to others, set ACCESS=closed instead.');
    // A development server on this machine passes requests on, too.
    for (const origin of ['http://localhost:5173', 'http://[::1]:5173', `http://127.0.0.1:${port}`]) {
      expect((await from(origin)).status).toBe(200);
    }
  });

  test('that says nothing of itself is known by what pages ask by GET, too', async () => {
    const { port } = await openApp(['https://allowed.example']);
    const proxy = await proxyTo(port, {}, `127.0.0.1:${port}`);
    const statusOf = async (headers: Readonly<Record<string, string>>) =>
      (await askAt(proxy, PATHS[0], headers)).status;
    const referer = 'https://scores.example/playground';
    expect(await statusOf({ referer, 'sec-fetch-site': 'same-origin' })).toBe(403);
    // A page of this machine would be told of by Sec-Fetch-Site, which pages without TLS of other machines are not.
    expect(await statusOf({ referer: 'http://scores.example/' })).toBe(403);
    // A link on a page of another site leads here.
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect([site, await statusOf({ referer, 'sec-fetch-site': site })]).toEqual([site, 200]);
    }
    for (const own of ['http://localhost:5173/', `http://127.0.0.1:${port}/playground`, 'http://[::1]/']) {
      expect([own, await statusOf({ referer: own, 'sec-fetch-site': 'same-origin' })]).toEqual([own, 200]);
    }
    expect(await statusOf({ referer: 'https://allowed.example/page' })).toBe(200);
    for (const odd of ['about:client', 'android-app://example', '', '/playground', 'http://']) {
      expect([odd, await statusOf({ referer: odd })]).toEqual([odd, 200]);
    }
  });

  test('is refused before a socket is open', async () => {
    const { port } = await openApp();
    for (const headers of [{ 'x-forwarded-for': '192.0.2.1' }, { via: '1.1 proxy' }]) {
      const status = await new Promise<number | undefined>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { headers });
        socket.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode);
          socket.terminate();
        });
        socket.on('error', () => undefined);
      });
      expect(status).toBe(403);
    }
  });
});

test.each([
  ['a page of another site', { origin: 'https://evil.example' }, 403],
  ['a page of another site whose name points here', { host: 'evil.example' }, 400],
  [
    'a page whose name points here, with its own Origin',
    { host: 'evil.example:80', origin: 'http://evil.example' },
    400,
  ],
])('%s reaches nothing', async (_what, headers, status) => {
  const { app } = await openApp();
  for (const url of [...PATHS, '/graphql']) {
    const response = await app.inject({
      method: url === '/graphql' ? 'POST' : 'GET',
      url,
      headers: { accept: 'text/event-stream, */*', 'apollo-require-preflight': 'yes', ...headers },
      ...(url === '/graphql' ? { payload: { query: '{ price }' } } : {}),
    });
    expect([url, response.statusCode]).toEqual([url, status]);
    expect(response.payload).not.toContain('12.50');
  }
});

test('a page of ALLOWED_ORIGINS is answered', async () => {
  const { port } = await openApp(['https://app.example.com']);
  expect((await askAt(port, PATHS[0], { origin: 'https://app.example.com' })).status).toBe(200);
});
