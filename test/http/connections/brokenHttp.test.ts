/** Requests that are none, or that other servers on their way may understand otherwise. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import { appWith, closeApps } from '../../support/http/app.js';
import { endRawClients, RawClient, requestOf } from '../../support/network/rawClient.js';

let app: FastifyInstance;
let port: number;
const sockets: Socket[] = [];

beforeAll(async () => {
  app = await appWith({ trustedHosts: ['localhost', '127.0.0.1', '[::1]'] });
  app.server.on('connection', (socket: Socket) => sockets.push(socket));
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(async () => {
  endRawClients();
  await closeApps();
});

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** Sends bytes, and returns the first answer. */
async function ask(text: string): Promise<Answer> {
  const client = await RawClient.connect(port);
  client.send(text);
  const all = await client.answers(1);
  const [head, body] = all.split('\r\n\r\n');
  expect(head).toMatch(/^x-request-id: [\w.-]+\r?$/m);
  expect(head).toMatch(/^x-content-type-options: nosniff\r?$/m);
  expect(head).toMatch(/^content-type: application\/json; charset=utf-8\r?$/m);
  const { errors } = JSON.parse(body) as {
    errors?: { message: string; extensions: { code: string; requestId: string } }[];
  };
  if (errors) expect(head).toContain(`x-request-id: ${errors[0].extensions.requestId}`);
  return {
    status: Number(/ (\d+) /.exec(head)?.[1]),
    head,
    code: errors?.[0].extensions.code,
    message: errors?.[0].message,
  };
}

const BODY = JSON.stringify({ query: '{ greeting }' });
const post = (headers: Readonly<Record<string, string>> = {}, path = '/graphql') =>
  requestOf(path, headers, BODY);

describe('what is no request is answered in the form of other errors', () => {
  test.each([
    [
      'bytes of another protocol',
      '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001',
      400,
      'Expected a request of HTTP/1.1, got bytes that are none (Invalid method encountered): fix the client.',
    ],
    [
      'an unknown method',
      'NONSENSE / HTTP/1.1\r\nHost: localhost\r\n\r\n',
      400,
      'Expected a request of HTTP/1.1, got bytes that are none (Invalid method encountered): fix the client.',
    ],
    [
      'a length beside chunks',
      requestOf('/graphql', { 'Transfer-Encoding': 'chunked' }, BODY),
      400,
      "Expected a request of HTTP/1.1, got bytes that are none (Transfer-Encoding can't be present with Content-Length): fix the client.",
    ],
    [
      'headers that are too large',
      requestOf('/health/live', { 'X-Filler': 'x'.repeat(20_000) }),
      431,
      'Expected at most 16 KiB of headers and address, got more: send long documents and variables by POST.',
    ],
    [
      'an address that is too long',
      requestOf(`/graphql?query=${'x'.repeat(20_000)}`),
      431,
      'Expected at most 16 KiB of headers and address, got more: send long documents and variables by POST.',
    ],
    [
      'the preface of HTTP/2',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      505,
      'Expected HTTP/1.1, got HTTP/2: let the client speak HTTP/1.1, or a proxy translate.',
    ],
    [
      'a tunnel',
      'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n',
      405,
      'Expected a request for an answer, got CONNECT: this server is no proxy.',
    ],
    [
      'an unknown expectation',
      post({ Expect: 'the-best' }),
      417,
      'Expected no Expect header but 100-continue, got "the-best": leave it out.',
    ],
  ])('%s', async (_what, text, status, message) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({ status, code: 'BAD_REQUEST', message });
    expect(answer.head).toMatch(/^connection: close\r?$/im);
  });
});

describe('a request that does not name one host', () => {
  const get = (...lines: readonly string[]) => `GET /graphql HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
  const at = (address: string, host: string) => `GET ${address} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;

  test.each([
    ['two', get('Host: localhost', 'Host: evil.example'), 'Expected one Host header, got 2: send one.'],
    [
      'two, the trusted one last',
      get('host: evil.example', 'HOST: localhost'),
      'Expected one Host header, got 2: send one.',
    ],
    [
      'the same twice',
      get('Host: localhost', 'Host: localhost'),
      'Expected one Host header, got 2: send one.',
    ],
    ['none', get('X-Other: 1'), 'Expected a Host header, got none: HTTP/1.1 requires one.'],
    [
      'an empty one',
      get('Host:'),
      'Expected a Host header that this server answers to, got "": use the server\'s own name, or add this one to TRUSTED_HOSTS.',
    ],
    [
      'another one in the address',
      at('http://evil.example/graphql', 'localhost'),
      'Expected an address of the host that the Host header names, got "http://evil.example/graphql" for "localhost": send the path alone, or the same host.',
    ],
    [
      'another port in the address',
      at('http://localhost:81/graphql', 'localhost'),
      'Expected an address of the host that the Host header names, got "http://localhost:81/graphql" for "localhost": send the path alone, or the same host.',
    ],
    [
      'a user in the address',
      at('http://localhost@localhost/graphql', 'localhost'),
      'Expected an address of the host that the Host header names, got "http://localhost@localhost/graphql" for "localhost": send the path alone, or the same host.',
    ],
  ])('is refused: %s', async (_what, text, message) => {
    expect(await ask(text)).toMatchObject({ status: 400, code: 'BAD_REQUEST', message });
    if (text.includes('/graphql HTTP')) {
      const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
      const socket = text.replace(
        /\r\n\r\n$/,
        `\r\n${upgrade}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      );
      expect(await ask(socket)).toMatchObject({ status: 400, code: 'BAD_REQUEST', message });
    }
  });

  test.each([
    ['two hosts', 'GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    ['an empty one', 'GET /health/live HTTP/1.1\r\nHost:\r\n\r\n'],
  ])('is refused where it asks about health too: %s', async (_what, text) => {
    expect(await ask(text)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test.each([
    ['a health check of HTTP/1.0', 'GET /health/live HTTP/1.0\r\n\r\n'],
    [
      'the same host in the address',
      `GET http://localhost:${0}/health/live HTTP/1.1\r\nHost: localhost:0\r\n\r\n`,
    ],
    [
      'the default port in the address',
      'GET http://LOCALHOST:80/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n',
    ],
  ])('is answered: %s', async (_what, text) => {
    expect(await ask(text)).toMatchObject({ status: 200 });
  });
});

describe('an offer of h2c', () => {
  const OFFER = {
    Connection: 'Upgrade, HTTP2-Settings',
    Upgrade: 'h2c',
    'HTTP2-Settings': 'AAMAAABkAAQAAP__',
  };

  test('is left unused, and adds no listeners however often it is made', async () => {
    const client = await RawClient.connect(port);
    const listeners = () => {
      const socket = sockets[sockets.length - 1];
      return socket.eventNames().reduce((sum, name) => sum + socket.listenerCount(name), 0);
    };
    client.send(post(OFFER));
    await client.answers(1);
    const after = listeners();
    for (let k = 2; k <= 30; k++) {
      client.send(k % 2 === 0 ? requestOf('/health/live', OFFER) : post(OFFER));
      await client.answers(k);
    }
    expect(client.statuses).toEqual(Array(30).fill(200));
    expect(listeners()).toBeLessThanOrEqual(after);
  });
});

describe('an upgrade that lost its headers on the way', () => {
  const KEY = { 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  const whole = { ...KEY, Connection: 'Upgrade', Upgrade: 'websocket' };

  test.each([
    ['both', requestOf('/graphql', KEY), '"Connection: " and no Upgrade over HTTP/1.1'],
    [
      'both, as nginx sends it',
      requestOf('/graphql', { ...KEY, Connection: 'close' }).replace('HTTP/1.1', 'HTTP/1.0'),
      '"Connection: close" and no Upgrade over HTTP/1.0',
    ],
    [
      'Upgrade',
      requestOf('/graphql', { ...KEY, Connection: 'Upgrade' }),
      '"Connection: Upgrade" and no Upgrade over HTTP/1.1',
    ],
    [
      'Upgrade, and the key',
      requestOf('/graphql', { Connection: 'keep-alive, Upgrade' }),
      '"Connection: keep-alive, Upgrade" and no Upgrade over HTTP/1.1',
    ],
    [
      'Connection',
      requestOf('/graphql', { ...KEY, Upgrade: 'websocket' }),
      '"Connection: " and "Upgrade: websocket" over HTTP/1.1',
    ],
    [
      'its version of HTTP',
      requestOf('/graphql', whole).replace('HTTP/1.1', 'HTTP/1.0'),
      '"Connection: Upgrade" and "Upgrade: websocket" over HTTP/1.0',
    ],
  ])('is answered 426 with the reason: %s', async (_what, text, got) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({
      status: 426,
      code: 'BAD_REQUEST',
      message:
        'Expected the upgrade of a WebSocket ("Connection: Upgrade" and "Upgrade: websocket" over HTTP/1.1), got ' +
        `${got}: a proxy on the way drops them; let it pass both headers on.`,
    });
    expect(answer.head).toMatch(/^upgrade: websocket\r?$/m);
  });

  test('is no query whose proxy always sends "Connection: upgrade"', async () => {
    const headers = { Connection: 'upgrade', 'Apollo-Require-Preflight': 'yes' };
    const answer = await ask(requestOf('/graphql?query=%7B%20greeting%20%7D', headers));
    expect(answer.status).toBe(200);
  });

  test('is one that passes where nothing was lost', async () => {
    const client = await RawClient.connect(port);
    client.send(requestOf('/graphql', { ...whole, 'Sec-WebSocket-Protocol': 'graphql-transport-ws' }));
    await client.answers(1);
    expect(client.statuses).toEqual([101]);
  });
});

describe('a body with Content-Encoding', () => {
  test.each([['gzip'], ['br'], ['deflate, gzip'], ['x-unknown']])('is answered 415: %s', async (encoding) => {
    const answer = await ask(post({ 'Content-Encoding': encoding }));
    expect(answer).toMatchObject({
      status: 415,
      code: 'BAD_REQUEST',
      message:
        `Expected a body without Content-Encoding, got "${encoding}": ` +
        'send the JSON as it is, without compressing it.',
    });
    expect(answer.head).toMatch(/^accept-encoding: identity\r?$/m);
    expect(await ask(post({ 'Content-Encoding': encoding }, '/graphql/stream'))).toMatchObject({
      status: 415,
    });
  });

  test('is taken where that is identity', async () => {
    expect(await ask(post({ 'Content-Encoding': 'identity' }))).toMatchObject({ status: 200 });
  });
});

describe('a body whose end may be seen in two places', () => {
  const chunks = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
  const withHead = (head: string, body: string, version = '1.1') =>
    `POST /graphql HTTP/${version}\r\nHost: localhost\r\nContent-Type: application/json\r\n${head}\r\n\r\n${body}`;
  const length = `Content-Length: ${BODY.length}`;

  test.each([
    ['two lengths', withHead(`${length}\r\nContent-Length: 5`, BODY)],
    ['the same length twice', withHead(`${length}\r\n${length}`, BODY)],
    ['a list of lengths', withHead(`${length}, ${BODY.length}`, BODY)],
    ['a length with a sign', withHead(`Content-Length: +${BODY.length}`, BODY)],
    ['chunks and a length', withHead(`Transfer-Encoding: chunked\r\n${length}`, chunks)],
    ['two codings', withHead('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', chunks)],
    ['chunks that are not last', withHead('Transfer-Encoding: chunked, identity', chunks)],
    ['an unknown coding', withHead('Transfer-Encoding: xchunked', chunks)],
    ['a blank before the colon', withHead(`Transfer-Encoding : chunked\r\n${length}`, BODY)],
    ['a folded line', withHead(`X-Folded: a\r\n b\r\n${length}`, BODY)],
    ['lines that end in LF alone', withHead(length, BODY).replaceAll('\r\n', '\n')],
    ['a negative chunk', withHead('Transfer-Encoding: chunked', '-5\r\nxx\r\n0\r\n\r\n')],
    ['compressed chunks', withHead('Transfer-Encoding: gzip, chunked', chunks)],
    ['chunks in HTTP/1.0', withHead('Transfer-Encoding: chunked', chunks, '1.0')],
  ])('is refused, and nothing after it is read: %s', async (_what, text) => {
    const client = await RawClient.connect(port);
    client.send(`${text}${requestOf('/health/live')}`);
    expect(await client.answers(1)).toContain('"code":"BAD_REQUEST"');
    await client.closed;
    expect(client.statuses).toEqual([400]);
  });

  test('is told what to do about its coding', async () => {
    expect(await ask(withHead('Transfer-Encoding: gzip, chunked', chunks))).toMatchObject({
      message:
        'Expected no Transfer-Encoding but chunked, got "gzip, chunked": ' +
        'send the JSON as it is, without compressing it.',
    });
    expect(await ask(withHead('Transfer-Encoding: chunked', chunks, '1.0'))).toMatchObject({
      message: 'Expected no Transfer-Encoding in HTTP/1.0, got one: send a Content-Length, or HTTP/1.1.',
    });
  });

  test('is none: requests in a row are answered in their order', async () => {
    const client = await RawClient.connect(port);
    client.send(`${withHead('Transfer-Encoding: chunked', chunks)}${post()}${requestOf('/nowhere')}`);
    await client.answers(3);
    expect(client.statuses).toEqual([200, 200, 404]);
  });
});

describe('a body in other characters than UTF-8', () => {
  const typed = (type: string, path?: string) => post({ 'Content-Type': type }, path);

  test.each([['utf-16'], ['utf-7'], ['ISO-8859-1'], ['"utf-16le"']])('is refused: %s', async (charset) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      expect(await ask(typed(`application/json; charset=${charset}`, path))).toMatchObject({
        status: 415,
        message:
          `Expected a body of JSON in UTF-8, got the charset "${charset.replaceAll('"', '')}": ` +
          'encode it as UTF-8, or leave the charset out.',
      });
    }
  });

  test.each([['application/json;charset=UTF-8'], ['application/json; charset="utf-8"']])(
    'is not what says that it is UTF-8: %s',
    async (type) => {
      expect(await ask(typed(type))).toMatchObject({ status: 200 });
    },
  );
});

describe('a method that an address is not served by', () => {
  test.each([
    ['PUT', '/graphql', 'GET, HEAD, POST'],
    ['DELETE', '/graphql?query=x', 'GET, HEAD, POST'],
    ['OPTIONS', '/graphql', 'GET, HEAD, POST'],
    ['PATCH', '/graphql/stream', 'GET, POST'],
    ['POST', '/health/live', 'GET, HEAD'],
    ['PROPFIND', '/metrics', 'GET, HEAD'],
  ])('is answered 405 with those that are: %s %s', async (method, path, allowed) => {
    const answer = await ask(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(answer).toMatchObject({
      status: 405,
      code: 'BAD_REQUEST',
      message: `Expected one of ${allowed} at ${path.split('?', 1)[0]}, got ${method}: use another method.`,
    });
    expect(answer.head).toMatch(new RegExp(`^allow: ${allowed}\\r?$`, 'm'));
  });
});
