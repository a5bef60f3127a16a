import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SAFE_HEADERS } from '../../../src/http/safeHeaders.js';
import { eventually } from '../../support/time/eventually.js';
import {
  closeLiveApps,
  connect,
  connectAndInit,
  liveApp,
  type LiveApp,
  type LiveAppOptions,
} from '../../support/http/liveApp.js';

afterEach(closeLiveApps);

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What an upgrade request is answered that is refused. */
const upgrade = (
  { port }: LiveApp,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest({
      port,
      path,
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
        'x-request-id': 'r-9',
        ...headers,
      },
    });
    asked.on('upgrade', () => reject(new Error('expected the upgrade to be refused')));
    asked.on('error', reject);
    asked.on('response', (response) => {
      void text(response).then((body) =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: body.startsWith('{') ? JSON.parse(body) : body,
        }),
      );
    });
    asked.end();
  });

describe('an upgrade request', () => {
  test.each<[string, LiveAppOptions, string, Record<string, string>, number, string, string]>([
    [
      'elsewhere',
      {},
      '/graphql/stream',
      {},
      404,
      'NOT_FOUND',
      'No sockets are served here: open them at /graphql.',
    ],
    ['below', {}, '/graphql/', {}, 404, 'NOT_FOUND', 'No sockets are served here: open them at /graphql.'],
    [
      'of a page of another site',
      { allowedOrigins: ['https://app.example.com'] },
      '/graphql',
      { origin: 'https://evil.example' },
      403,
      'FORBIDDEN',
      'Expected a page of this server or of a site that it allows, got "https://evil.example" as Origin: ' +
        'add it to ALLOWED_ORIGINS.',
    ],
    [
      'to a host that is not trusted',
      { trustedHosts: ['api.example.com'] },
      '/graphql',
      { host: 'evil.example' },
      400,
      'BAD_REQUEST',
      'Expected a Host header that this server answers to, got "evil.example": ' +
        "use the server's own name, or add this one to TRUSTED_HOSTS.",
    ],
    [
      'before the server is ready',
      { isReady: () => false },
      '/graphql?x=1',
      {},
      503,
      'OVERLOADED',
      'No sockets are taken now: try again in a moment; /health/ready tells when.',
    ],
  ])('%s is refused', async (_name, options, path, headers, status, code, message) => {
    const app = await liveApp(options);
    const answer = await upgrade(app, path, headers);
    expect(answer).toEqual({
      status,
      headers: {
        connection: 'close',
        'content-type': 'application/json; charset=utf-8',
        'content-length': expect.any(String),
        ...SAFE_HEADERS,
        'x-request-id': 'r-9',
        ...(status === 503 ? { 'retry-after': '1' } : {}),
      },
      body: { errors: [{ message, extensions: { code, requestId: 'r-9' } }] },
    });
    expect(app.live.counts).toMatchObject({ sockets: 0, closes: new Map() });
  });

  test.each<[string, Record<string, string>, number, string, Record<string, string>]>([
    [
      'with a broken key',
      { 'sec-websocket-key': 'short' },
      400,
      'Expected the handshake of a WebSocket, got another one (Missing or invalid Sec-WebSocket-Key header): ' +
        'use a client of RFC 6455.',
      {},
    ],
    [
      'of another version',
      { 'sec-websocket-version': '7' },
      426,
      'Expected 13 as Sec-WebSocket-Version, got 7: use a client of RFC 6455.',
      { 'sec-websocket-version': '13' },
    ],
    [
      'with a broken list of subprotocols',
      { 'sec-websocket-protocol': ',,' },
      400,
      'Expected the handshake of a WebSocket, got another one (Invalid Sec-WebSocket-Protocol header): ' +
        'use a client of RFC 6455.',
      {},
    ],
  ])('%s is refused in the form of other errors', async (_name, given, status, message, own) => {
    const app = await liveApp();
    const answer = await upgrade(app, '/graphql', given);
    expect(answer).toMatchObject({
      status,
      headers: { connection: 'close', 'x-request-id': 'r-9', ...SAFE_HEADERS, ...own },
      body: { errors: [{ message, extensions: { code: 'BAD_REQUEST', requestId: 'r-9' } }] },
    });
    expect(app.live.counts.sockets).toBe(0);
  });

  test('of an own page, an allowed site and a trusted host passes', async () => {
    const app = await liveApp({
      allowedOrigins: ['https://app.example.com'],
      trustedHosts: ['api.example.com', '127.0.0.1'],
    });
    await connectAndInit(app, { headers: { origin: `http://127.0.0.1:${app.port}` } });
    await connectAndInit(app, { headers: { origin: 'https://api.example.com', host: 'api.example.com' } });
    await connectAndInit(app, { headers: { origin: 'https://app.example.com' }, path: '/graphql?x=1' });
    expect(app.live.counts.sockets).toBe(3);
  });

  test('compresses nothing, also where a client offers it', async () => {
    const client = await connect(await liveApp());
    expect(client.ws.extensions).toBe('');
  });
});

test('an upgrade whose client is gone at once leaves nothing', async () => {
  const app = await liveApp();
  await new Promise<void>((resolve) => {
    const socket = connectTcp(app.port, '127.0.0.1', () => {
      socket.write('GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      socket.resetAndDestroy();
      resolve();
    });
  });
  await connectAndInit(app);
  expect(app.live.counts.sockets).toBe(1);
});

test('requests that offer h2c are answered as any other, with body and connection', async () => {
  const { port } = await liveApp();
  const body = JSON.stringify({ query: 'ü' });
  const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';
  const socket = connectTcp(port, '127.0.0.1');
  let answers = '';
  socket.on('data', (bytes) => (answers += String(bytes)));
  const ended = once(socket, 'end');
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\n${offer}Content-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 5)}`,
  );
  await wait(20);
  socket.write(body.slice(5));
  await eventually(() => answers.endsWith('{"method":"POST","body":{"query":"ü"}}'));
  socket.write(`GET /graphql HTTP/1.1\r\nHost: x\r\n${offer}\r\n`);
  await eventually(() => answers.endsWith('{"method":"GET"}'));
  socket.write('GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await ended;
  expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(Array(3).fill('HTTP/1.1 200'));
});
