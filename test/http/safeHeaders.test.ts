/** Headers of every answer, whatever part of the server writes it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { callerAt } from '../../src/access/caller.js';
import { createMetricsApp } from '../../src/http/metricsApp.js';
import { readSettings } from '../../src/settings.js';
import { appWith, closeApps } from '../support/http/app.js';
import { NO_HEALTH } from '../support/http/noHealth.js';
import { endRawClients, RawClient, requestOf } from '../support/network/rawClient.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

const { connections, live } = readSettings({});
let ports: Readonly<Record<'service' | 'metrics', number>>;
let metrics: FastifyInstance;
let playgroundFolder: string;

const portOf = async (app: FastifyInstance): Promise<number> => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
};

beforeAll(async () => {
  playgroundFolder = await temporaryFolder();
  mkdirSync(join(playgroundFolder, 'assets'));
  writeFileSync(join(playgroundFolder, 'index.html'), '<!doctype html>');
  writeFileSync(join(playgroundFolder, 'assets', 'main-1a2b.js'), 'export {};');
  metrics = createMetricsApp({
    registry: new Registry(),
    isReady: async () => ({ ready: true }),
    health: NO_HEALTH,
    listensOn: '127.0.0.1',
    callers: {
      addressOf: ({ socket }) => socket.remoteAddress ?? '',
      callerOf: ({ socket }) => callerAt(socket.remoteAddress ?? ''),
    },
    connections: { ...connections, slowClientMs: live.slowClientMs, drainMs: live.drainMs },
    logger: { level: 'silent' },
  });
  const service = await appWith({ playgroundFolder, trustedHosts: ['localhost'] });
  ports = { service: await portOf(service), metrics: await portOf(metrics) };
});
afterAll(async () => {
  endRawClients();
  await metrics.close();
  await closeApps();
  await remove(playgroundFolder);
});

/** Returns the head of the first answer. */
async function headOf(text: string, app: keyof typeof ports): Promise<string> {
  const client = await RawClient.connect(ports[app]);
  client.send(text);
  const [head] = (await client.answers(1)).split('\r\n\r\n');
  return head;
}

const line = (text: string) => `${text} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
const upgrade = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const json = { 'Content-Type': 'application/json' };

const ANSWERS: readonly (readonly [what: string, request: string, status: number])[] = [
  ['an answer', requestOf('/graphql', json, '{"query":"{ greeting }"}'), 200],
  ['an answer to GET', requestOf('/graphql?query={greeting}', { 'Apollo-Require-Preflight': '1' }), 200],
  ['a refused document', requestOf('/graphql', json, '{"query":"{ nonsense }"}'), 200],
  ['a body that is no JSON', requestOf('/graphql', json, '{'), 400],
  ['an event stream', requestOf('/graphql/stream?query={greeting}', { Accept: 'text/event-stream' }), 200],
  ['a refused stream', requestOf('/graphql/stream', { Accept: 'text/plain' }), 406],
  ['the page', requestOf('/playground'), 200],
  ['a file of the page', requestOf('/playground/assets/main-1a2b.js'), 200],
  ['a missing file of the page', requestOf('/playground/assets/gone.js'), 404],
  ['a folder of the page', requestOf('/playground/assets/'), 404],
  ['a file above the page', line('GET /playground/assets/../../package.json'), 404],
  ['an encoded file above the page', line('GET /playground/assets/%2e%2e/%2e%2e/package.json'), 404],
  ['a file above the page by backslashes', line('GET /playground/assets/..%5c..%5cpackage.json'), 404],
  ['a file with a NUL in its name', line('GET /playground/assets/%00'), 404],
  ['a redirect', requestOf('/'), 302],
  ['health', requestOf('/health/live'), 200],
  ['metrics', requestOf('/metrics'), 200],
  ['nothing', requestOf('/nowhere'), 404],
  ['an address that cannot be parsed', requestOf('/%zz'), 400],
  ['another method', line('DELETE /graphql'), 405],
  ['TRACE', line('TRACE /graphql'), 405],
  ['another host', requestOf('/graphql', { Host: 'evil.example' }), 400],
  ['a preflight', requestOf('/graphql', { Origin: 'https://evil.example' }).replace('GET', 'OPTIONS'), 405],
  ['bytes that are no request', 'NONSENSE\r\n\r\n', 400],
  ['a tunnel', line('CONNECT example.com:443'), 405],
  ['an unknown expectation', requestOf('/graphql', { ...json, Expect: 'x' }, '{}'), 417],
  ['a socket elsewhere', requestOf('/nowhere', upgrade), 404],
  ['a socket of another version', requestOf('/graphql', { ...upgrade, 'Sec-WebSocket-Version': '7' }), 426],
  ['a socket without a key', requestOf('/graphql', { ...upgrade, 'Sec-WebSocket-Key': 'short' }), 400],
  ['a socket by POST', requestOf('/graphql', { ...json, ...upgrade }, '{}'), 405],
];

const OF_METRICS: typeof ANSWERS = [
  ['health at METRICS_PORT', requestOf('/health/ready'), 200],
  ['metrics at METRICS_PORT', requestOf('/metrics'), 200],
  ['nothing at METRICS_PORT', requestOf('/nowhere'), 404],
  ['an address at METRICS_PORT that cannot be parsed', requestOf('/%zz'), 400],
];

const ALL = [
  ...ANSWERS.map((each) => [...each, 'service'] as const),
  ...OF_METRICS.map((each) => [...each, 'metrics'] as const),
];

test.each(ALL)('%s has the headers of every answer', async (_what, request, status, app) => {
  const head = await headOf(request, app);
  expect(head).toContain(`HTTP/1.1 ${status} `);
  expect(head).toMatch(/^x-request-id: [\w.-]+\r?$/im);
  expect(head).toMatch(/^x-content-type-options: nosniff\r?$/im);
  expect(head).toMatch(/^referrer-policy: no-referrer\r?$/im);
  expect(head).toMatch(/^cross-origin-resource-policy: same-origin\r?$/im);
  expect(head).toMatch(/^content-security-policy: default-src 'none'; (.*; )?frame-ancestors 'none'\r?$/im);
  expect(head).not.toMatch(/^(server|x-powered-by):/im);
});

describe('an answer that is an error, or of the moment', () => {
  const refused = ALL.filter(([what, , status]) => status >= 400 || /health|metrics|redirect/.test(what));

  test.each(refused)('is not kept: %s', async (_what, request, _status, app) => {
    expect(await headOf(request, app)).toMatch(/^cache-control: no-store\r?$/im);
  });
});
