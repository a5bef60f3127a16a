import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { callerAt } from '../../../src/access/caller.js';
import { eventually } from '../../support/time/eventually.js';
import {
  closeLiveApps,
  connectAndInit,
  frameOf,
  liveApp,
  type FakeOperation,
  type LiveApp,
} from '../../support/http/liveApp.js';
import { codedError } from '../../../src/graphql/codedError.js';
import { PRICES } from '../../../src/graphql/limits/prices.js';

const open: IncomingMessage[] = [];
afterEach(async () => {
  for (const response of open.splice(0)) response.destroy();
  await closeLiveApps();
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** By GET in the address, else in the body. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const QUERY = 'subscription S($after: Cursor) { scoreChanged(after: $after) { cursor } }';

/** The answer, of which the body may not have come yet. */
const ask = (
  { port }: LiveApp,
  { parameters, body, headers, ...asked }: Asked = {},
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { method = parameters === undefined ? 'POST' : 'GET' } = asked;
    const path = `/graphql/stream?${new URLSearchParams(parameters).toString()}`;
    const sent = { accept: 'text/event-stream', 'x-request-id': 'r-3', ...headers };
    const named = Object.entries({
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...sent,
    }).filter((header): header is [string, string] => header[1] !== undefined);
    const request = httpRequest({ port, path, method, agent: false, headers: Object.fromEntries(named) });
    request.on('error', reject);
    request.on('response', (response) => {
      open.push(response);
      resolve(response);
    });
    request.end(method === 'POST' ? (body ?? JSON.stringify({ query: QUERY })) : undefined);
  });

/** What was received so far. */
function read(response: IncomingMessage): () => string {
  let received = '';
  response.on('data', (bytes) => (received += String(bytes)));
  response.on('error', () => undefined);
  return () => received;
}

describe('a stream', () => {
  test('has headers that keep proxies from holding back events', async () => {
    const app = await liveApp();
    const response = await ask(app);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'transfer-encoding': 'chunked',
    });
    expect(app.live.counts).toMatchObject({ streams: 1, operations: 1, sockets: 0 });
  });

  test('can be read by pages of allowed sites, and of no others', async () => {
    const app = await liveApp({ allowedOrigins: ['https://app.example.com'] });
    const allowedTo = async (origin: string) =>
      (await ask(app, { headers: { origin } })).headers['access-control-allow-origin'];
    expect(await allowedTo('https://app.example.com')).toBe('https://app.example.com');
    expect(await allowedTo('https://evil.example')).toBeUndefined();
  });

  test.each<[string, Record<string, string>]>([
    ['by its Origin', { origin: 'https://evil.example' }],
    ['by a null Origin', { origin: 'null' }],
    ['by Sec-Fetch-Site, where the browser leaves out Origin', { 'sec-fetch-site': 'cross-site' }],
    ['by Sec-Fetch-Site of a sibling', { 'sec-fetch-site': 'same-site' }],
  ])('is not opened for a page of another site: %s', async (_what, headers) => {
    const app = await liveApp({ allowedOrigins: ['https://app.example.com'] });
    for (const asked of [{ headers }, { headers, parameters: { query: QUERY } }]) {
      const response = await ask(app, asked);
      expect(response.statusCode).toBe(403);
      const { errors } = JSON.parse(await text(response)) as { errors: { extensions: object }[] };
      expect(errors[0].extensions).toEqual({ code: 'FORBIDDEN', requestId: 'r-3' });
    }
    expect(app.operations).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['of its own', { origin: 'https://api.example.com', host: 'api.example.com' }],
    ['of its own, without Origin', { 'sec-fetch-site': 'same-origin' }],
    ['of an allowed site', { origin: 'https://app.example.com', 'sec-fetch-site': 'cross-site' }],
  ])('is opened for a page %s', async (_what, headers) => {
    const app = await liveApp({ allowedOrigins: ['https://app.example.com'] });
    expect((await ask(app, { headers, parameters: { query: QUERY } })).statusCode).toBe(200);
  });

  test('has each result as an event, with its cursor as the id, and an end', async () => {
    const app = await liveApp();
    const response = await ask(app);
    const whole = text(response);
    const operation = await app.started(1);
    operation.sink.write([frameOf('नया', 'c1'), frameOf('a\nb', 'c2')]);
    operation.sink.write([]);
    operation.sink.write([frameOf(null)]);
    operation.complete();
    expect(await whole).toBe(
      ':\n\n' +
        'event: next\nid: c1\ndata: {"data":"नया"}\n\n' +
        'event: next\nid: c2\ndata: {"data":"a\\nb"}\n\n' +
        'event: next\ndata: {"data":null}\n\n' +
        'event: complete\ndata:\n\n',
    );
    expect(app.live.counts).toMatchObject({ operations: 0, results: 3 });
    // Nothing comes after the end.
    operation.next('late');
    operation.sink.fail([{ message: 'late' }]);
  });

  test.each<[string, Asked, string]>([
    ['nothing else', {}, ':\n\nid: c9\n\n'],
    ['after null', { body: JSON.stringify({ query: QUERY, variables: { after: null } }) }, ':\n\nid: c9\n\n'],
    ['after a cursor', { body: JSON.stringify({ query: QUERY, variables: { after: 'c3' } }) }, ':\n\n'],
    ['after the last event', { headers: { 'last-event-id': 'c5' } }, ':\n\n'],
  ])(
    'sends the id where it begins, in case it is cut before its first event; requested %s',
    async (...row) => {
      const [, asked, expected] = row;
      const app = await liveApp({ cursor: () => 'c9' });
      const whole = text(await ask(app, asked));
      (await app.started(1)).complete();
      expect(await whole).toBe(`${expected}event: complete\ndata:\n\n`);
    },
  );

  test('has the errors of a refused operation as its only result', async () => {
    const app = await liveApp({
      onStart: (operation) => operation.fail({ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }),
    });
    expect(await text(await ask(app))).toBe(
      ':\n\n' +
        'event: next\ndata: {"errors":[{"message":"no","extensions":{"code":"BAD_USER_INPUT","requestId":"r-3"}}]}\n\n' +
        'event: complete\ndata:\n\n',
    );
  });

  test('shows nothing of a failure', async () => {
    const app = await liveApp({
      onStart: (operation) => {
        operation.state = 'finished';
        throw new Error('a secret');
      },
    });
    expect(await text(await ask(app))).toContain(
      '{"errors":[{"message":"Internal error; the request id leads to the log.",' +
        '"extensions":{"code":"INTERNAL_SERVER_ERROR","requestId":"r-3"}}]}',
    );
  });

  test('is stopped at once if its client is gone', async () => {
    const app = await liveApp();
    const response = await ask(app);
    const operation = await app.started(1);
    response.destroy();
    await eventually(() => operation.state === 'stopped');
    operation.next('late');
    await eventually(() => app.live.counts.streams === 0);
    expect(app.live.counts.operations).toBe(0);
  });

  test('has comments while it is quiet', async () => {
    const app = await liveApp({ pace: { pingMs: 30 } });
    const received = read(await ask(app));
    // Several may come between two looks.
    await eventually(() => received().length >= ':\n\n'.repeat(4).length);
    expect(received()).toMatch(/^(:\n\n)+$/);
  });

  test('needs access', async () => {
    const app = await liveApp({
      callerOf: async ({ headers }) => {
        if (headers.authorization === 'Bearer k1') return callerAt('k1');
        const isAway = headers.authorization === 'Bearer x';
        throw codedError(isAway ? 'OVERLOADED' : 'UNAUTHENTICATED', 'Refused.', {
          status: isAway ? 503 : 401,
        });
      },
    });
    const statusFor = async (authorization: string) => {
      const { statusCode, headers } = await ask(app, { headers: { authorization } });
      return [statusCode, headers['retry-after']];
    };
    expect(await statusFor('Bearer k2')).toEqual([401, undefined]);
    expect(await statusFor('Bearer x')).toEqual([200, '5']);
    expect(app.operations).toEqual([]);
    expect(await statusFor('Bearer k1')).toEqual([200, undefined]);
    expect((await app.started(1)).caller).toEqual(callerAt('k1'));
  });

  test('never begins if its caller left while its access was checked', async () => {
    let answer: (() => void) | undefined;
    const app = await liveApp({
      callerOf: () =>
        new Promise((resolve) => {
          answer = () => resolve(callerAt('k'));
        }),
      limits: { sockets: 1 },
    });
    let isGone = false;
    app.app.server.on('connection', (socket) => socket.on('close', () => (isGone = true)));
    const request = httpRequest({
      port: app.port,
      path: `/graphql/stream?query=${encodeURIComponent(QUERY)}`,
      headers: { accept: 'text/event-stream' },
      agent: false,
    });
    request.on('error', () => undefined);
    request.end();
    await eventually(() => answer !== undefined);
    request.destroy();
    await eventually(() => isGone);
    answer?.();
    await new Promise(setImmediate);
    expect(app.operations).toEqual([]);
    expect(app.live.counts).toMatchObject({ streams: 0, operations: 0 });
  });

  test('ends with an error when access ends', async () => {
    const app = await liveApp({
      pace: { accessMs: 30 },
      accessOf: async () => ({ caller: callerAt('k'), isValid: () => false }),
    });
    const whole = text(await ask(app));
    const operation = await app.started(1);
    // Told by the stream itself, which therefore has to be stopped.
    expect(await whole).toContain('"code":"FORBIDDEN"');
    expect(operation.state).toBe('stopped');
  });
});

describe('a stream whose client stops reading', () => {
  const CHUNK = 'x'.repeat(100_000);

  /** Writes more than the system ever takes: its buffers grow while the client does not read, by up to 10 MB on Linux. */
  function fill(operation: FakeOperation): number {
    let written = 0;
    for (let more = 0; more < 120; more += operation.sink.isFull ? 1 : 0) {
      operation.next(CHUNK);
      written++;
    }
    return written;
  }

  test('is full, and resumed once it reads', async () => {
    const app = await liveApp();
    const response = await ask(app);
    const operation = await app.started(1);
    const written = fill(operation);
    expect(operation.sink.unsent).toBeGreaterThan(64 * 1024);
    expect(operation.resumed).toBe(0);
    const received = read(response);
    await eventually(() => operation.resumed > 0);
    expect(operation.sink.isFull).toBe(false);
    await eventually(() => received().split(CHUNK).length === written + 1);
  });

  test('is cut when it is given up', async () => {
    const app = await liveApp();
    const response = await ask(app);
    const operation = await app.started(1);
    fill(operation);
    operation.sink.giveUp();
    await eventually(() => app.live.counts.streams === 0);
    expect(operation.state).toBe('stopped');
    await expect(text(response)).rejects.toThrow('aborted');
  });

  test('is cut after some rounds in which nothing left', async () => {
    const app = await liveApp({ pace: { pingMs: 30 } });
    await ask(app);
    const operation = await app.started(1);
    fill(operation);
    await eventually(() => app.live.counts.streams === 0);
    expect(operation.state).toBe('stopped');
  });
});

describe('the operation', () => {
  const variables = { first: 3 };
  const extensions = { a: 1 };

  test('may be sent by POST', async () => {
    const app = await liveApp();
    const body = { query: QUERY, operationName: 'S', variables, extensions };
    await ask(app, { body: JSON.stringify({ ...body, other: 1 }) });
    expect((await app.started(1)).request).toEqual(body);
  });

  test('may be sent by GET', async () => {
    const app = await liveApp();
    await ask(app, {
      parameters: {
        query: QUERY,
        operationName: 'S',
        variables: JSON.stringify(variables),
        extensions: JSON.stringify(extensions),
      },
    });
    // A page of any site can make a browser send it.
    const isReadOnly = true;
    expect((await app.started(1)).request).toEqual({
      query: QUERY,
      operationName: 'S',
      variables,
      extensions,
      isReadOnly,
    });
    await ask(app, { parameters: { query: '{ broken', variables: '' } });
    expect((await app.started(2)).request).toEqual({ query: '{ broken', isReadOnly });
    const hash = { persistedQuery: { version: 1, sha256Hash: 'ab' } };
    await ask(app, { parameters: { extensions: JSON.stringify(hash) } });
    expect((await app.started(3)).request).toEqual({ extensions: hash, isReadOnly });
  });

  test.each([
    ['without variables', undefined, { after: 'c7' }],
    ['with others', { first: 3 }, { first: 3, after: 'c7' }],
    ['with an earlier one, of the address', { after: 'c1' }, { after: 'c7' }],
    ['with none', { after: null }, { after: 'c7' }],
  ])('resumes after Last-Event-ID %s', async (_name, given, expected) => {
    const app = await liveApp();
    const headers = { 'last-event-id': 'c7' };
    await ask(app, {
      headers,
      parameters: { query: QUERY, ...(given && { variables: JSON.stringify(given) }) },
    });
    await ask(app, { headers, body: JSON.stringify({ query: QUERY, variables: given }) });
    await app.started(2);
    expect(app.operations.map(({ request }) => request.variables)).toEqual([expected, expected]);
  });

  test('passes invalid variables on, to be refused when the operation is executed', async () => {
    const app = await liveApp();
    await ask(app, { headers: { 'last-event-id': 'c7' }, body: '{"query":"{ a }","variables":[1]}' });
    expect((await app.started(1)).request).toEqual({ query: '{ a }', variables: [1] });
  });
});

describe('refused before a stream begins', () => {
  const deep = '{a'.repeat(3500);

  test.each<[string, Asked, number, string]>([
    [
      'another media type',
      { headers: { accept: 'application/json' } },
      406,
      'Expected Accept: text/event-stream, got "application/json": set the header, or use /graphql.',
    ],
    [
      'any media type',
      { headers: { accept: '*/*' } },
      406,
      'Expected Accept: text/event-stream, got "*/*": set the header, or use /graphql.',
    ],
    [
      'no JSON',
      { body: '{' },
      400,
      'Expected a body of JSON, got one that cannot be parsed: send {"query": "…", "variables": {…}}.',
    ],
    [
      'JSON that is no operation',
      { body: '[]' },
      400,
      'Expected a body of JSON with one operation: send {"query": "…", "variables": {…}}.',
    ],
    [
      'JSON null',
      { body: 'null' },
      400,
      'Expected a body of JSON with one operation: send {"query": "…", "variables": {…}}.',
    ],
    [
      'a body that browsers send without asking',
      { headers: { 'content-type': 'text/plain' } },
      415,
      'Expected a body of application/json, got "text/plain": set the Content-Type header.',
    ],
    [
      'a body of no type',
      { headers: { 'content-type': undefined } },
      415,
      'Expected a body of application/json, got "": set the Content-Type header.',
    ],
    [
      'no document',
      { parameters: {} },
      400,
      'Expected the document as one parameter "query", its hash in "extensions", or a POST with it.',
    ],
    [
      'variables that are no JSON',
      { parameters: { query: '{ a }', variables: '{' } },
      400,
      'Expected the parameters "variables" and "extensions" to be JSON, got one that cannot be parsed.',
    ],
    [
      'a mutation by GET',
      { parameters: { query: 'mutation { rescore }' } },
      405,
      'Expected a query or subscription by GET: send mutations by POST.',
    ],
    [
      'a mutation next to a query',
      { parameters: { query: 'query Q { a } mutation M { b }', operationName: 'M' } },
      405,
      'Expected a query or subscription by GET: send mutations by POST.',
    ],
    [
      'what is too deep to tell',
      { parameters: { query: deep } },
      405,
      'Expected a query or subscription by GET: send mutations by POST.',
    ],
  ])('is %s', async (_name, asked, status, message) => {
    const app = await liveApp();
    const response = await ask(app, asked);
    expect(response.statusCode).toBe(status);
    expect(JSON.parse(await text(response))).toEqual({
      errors: [{ message, extensions: { code: 'BAD_REQUEST', requestId: 'r-3' } }],
    });
    expect(response.headers.allow).toBe(status === 405 ? 'POST' : undefined);
    expect(app.operations).toEqual([]);
  });

  test('costs its caller the look at the document of a GET', async () => {
    const charged: [string, number][] = [];
    const app = await liveApp({ mayRead: ({ name }, points) => charged.push([name, points]) > 0 });
    const query = `mutation { ${'a '.repeat(1_000)} }`;
    expect((await ask(app, { parameters: { query } })).statusCode).toBe(405);
    expect(charged).toEqual([['127.0.0.1', expect.closeTo(10 + 0.002 * query.length)]]);
  });

  test('waits for the operation where its caller cannot pay for the look', async () => {
    const app = await liveApp({ mayRead: () => false });
    const query = 'mutation { rescore }';
    expect((await ask(app, { parameters: { query } })).statusCode).toBe(200);
    const { request } = await app.started(1);
    expect(request).toMatchObject({ query, isReadOnly: true });
  });

  const SINGLE =
    'Expected one event stream for each operation (distinct connections mode), by GET or POST, got a request of the ' +
    'single connection mode of graphql-sse: leave out its option singleConnection.';

  test.each<[string, Asked]>([
    ['a reservation', { method: 'PUT' }],
    ['a reservation with a body', { method: 'PUT', headers: { 'content-type': 'text/plain' } }],
    ['the end of an operation', { method: 'DELETE' }],
    ['a GET with a token', { parameters: { token: 't' }, headers: { accept: 'text/event-stream' } }],
    ['a GET with a token as header', { parameters: {}, headers: { 'x-graphql-event-stream-token': 't' } }],
    ['a POST with a token', { headers: { 'x-graphql-event-stream-token': 't', accept: undefined } }],
  ])('is the single connection mode of graphql-sse: %s', async (_name, asked) => {
    const app = await liveApp();
    const response = await ask(app, asked);
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'GET, POST']);
    expect(JSON.parse(await text(response))).toEqual({
      errors: [{ message: SINGLE, extensions: { code: 'BAD_REQUEST', requestId: 'r-3' } }],
    });
    expect(app.operations).toEqual([]);
  });

  test('is HEAD', async () => {
    const { statusCode, headers } = await ask(await liveApp(), { method: 'HEAD' });
    expect([statusCode, headers.allow]).toEqual([405, 'GET, POST']);
  });
});

/** What an EventSource keeps open by itself: it gives up for good on any other status and type. */
async function expectComeBack(response: IncomingMessage, reason: RegExp): Promise<void> {
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'retry-after': '5',
  });
  const body = await text(response);
  const [, retry, comment] = /^retry: (\d+)\n: (.+)\n\n$/.exec(body) ?? [];
  expect(Number(retry)).toBeGreaterThanOrEqual(1_000);
  expect(Number(retry)).toBeLessThanOrEqual(10_000);
  expect(comment).toMatch(reason);
}

describe('a stream that cannot begin now ends at once, to be asked for again', () => {
  const byGet: Asked = { parameters: { query: QUERY } };

  test.each<[string, Asked]>([
    ['GET', byGet],
    ['POST', {}],
  ])('while the server is not ready; by %s', async (_name, asked) => {
    let isReady = false;
    const app = await liveApp({ isReady: () => isReady });
    await expectComeBack(await ask(app, asked), /not ready/);
    expect(app.operations).toEqual([]);
    expect(app.live.counts.streams).toBe(0);
    isReady = true;
    expect((await ask(app, asked)).statusCode).toBe(200);
    await app.started(1);
  });

  test('while the server stops', async () => {
    const app = await liveApp();
    await app.live.close();
    await expectComeBack(await ask(app, byGet), /not ready/);
  });

  test('so that clients do not come back all at once', async () => {
    const app = await liveApp({ isReady: () => false });
    const answers = await Promise.all(Array.from({ length: 8 }, async () => text(await ask(app, byGet))));
    expect(new Set(answers).size).toBeGreaterThan(1);
  });

  test('but what is wrong with it is told all the same', async () => {
    const app = await liveApp({ isReady: () => false });
    expect((await ask(app, { parameters: {} })).statusCode).toBe(400);
    expect((await ask(app, { ...byGet, headers: { accept: '*/*' } })).statusCode).toBe(406);
  });
});

test('streams and sockets are counted as one', async () => {
  const addressOf = ({ headers }: IncomingMessage) => String(headers['x-address']);
  const app = await liveApp({ limits: { sockets: 3, socketsPerCaller: 2 }, addressOf });
  const from = (address: string) => ({ headers: { 'x-address': address } });
  await connectAndInit(app, from('a'));
  const first = await ask(app, from('a'));
  await app.started(1);
  await expectComeBack(await ask(app, from('a')), /of this caller/);
  await ask(app, from('b'));
  await app.started(2);
  await expectComeBack(await ask(app, from('c')), /Too many streams and sockets are open/);
  first.destroy();
  await eventually(() => app.live.counts.streams === 1);
  await ask(app, from('a'));
  await app.started(3);
});

test('a body is charged before it is read, and refused where its caller cannot pay', async () => {
  const charged: number[] = [];
  const app = await liveApp({ mayRead: (_caller, points) => charged.push(points) < 2 });
  const body = '{"query": ';
  const statuses: (number | undefined)[] = [];
  for (let k = 0; k < 2; k++) {
    const response = await ask(app, { body });
    statuses.push(response.statusCode);
    if (k === 1) expect(await text(response)).toContain('COST_EXCEEDED');
    else response.resume();
  }
  expect(statuses).toEqual([400, 429]);
  const points = body.length / PRICES.receivedBytesPerUnit;
  expect(charged).toEqual([points, points]);
});
