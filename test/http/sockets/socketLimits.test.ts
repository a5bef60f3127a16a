import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { callerAt } from '../../../src/access/caller.js';
import { eventually } from '../../support/time/eventually.js';
import { fakeOnly } from '../../support/time/fakeOnly.js';
import { closeLiveApps, connect, connectAndInit, liveApp } from '../../support/http/liveApp.js';
import { PRICES } from '../../../src/graphql/limits/prices.js';

afterEach(async () => {
  jest.useRealTimers();
  await closeLiveApps();
});

test('a message that is too large closes with 1009', async () => {
  const app = await liveApp({ limits: { messageBytes: 1000 } });
  const client = await connectAndInit(app);
  client.subscribe('1');
  const operation = await app.started(1);
  client.send({ type: 'ping', payload: { pad: 'x'.repeat(950) } });
  expect(await client.next()).toMatchObject({ type: 'pong' });
  client.send({ type: 'ping', payload: { pad: 'x'.repeat(1000) } });
  expect((await client.closed)[0]).toBe(1009);
  expect(operation.state).toBe('stopped');
  await eventually(() => app.live.counts.closes.get('1009') === 1);
});

test('a long message is charged before it is read, and closes with 1008 where its caller cannot pay', async () => {
  const charged: (readonly [string, number])[] = [];
  const app = await liveApp({
    mayRead: ({ name }, points) => charged.push([name, points]) < 2,
  });
  const client = await connectAndInit(app);
  const long = (id: string) =>
    JSON.stringify({ type: 'subscribe', id, payload: { query: 'x'.repeat(20_000) } });
  client.send({ type: 'ping' });
  expect(await client.next()).toMatchObject({ type: 'pong' });
  client.send(long('1'));
  const operation = await app.started(1);
  client.send(long('2'));
  expect(await client.closed).toEqual([1008, 'Too many messages']);
  expect(charged).toEqual([
    [operation.caller.name, long('1').length / PRICES.receivedBytesPerUnit],
    [operation.caller.name, long('2').length / PRICES.receivedBytesPerUnit],
  ]);
});

test('broken frames close with 1002', async () => {
  const app = await liveApp();
  const client = await connectAndInit(app);
  // A text frame that is not masked, as clients must not send it.
  (client.ws as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
    Buffer.from([0x81, 0x00]),
  );
  await client.closed;
  await eventually(() => app.live.counts.closes.get('1002') === 1);
});

describe('too many messages', () => {
  const LIMITS = { messagesPerSecond: 1, operationsPerSocket: 3 };

  test('close with 1008; all operations of a socket may be begun at once', async () => {
    const app = await liveApp({ limits: LIMITS });
    const client = await connectAndInit(app);
    for (const id of ['1', '2', '3']) client.subscribe(id);
    await app.started(3);
    for (let k = 0; k < 5; k++) client.send({ type: 'ping' });
    expect(await client.closed).toEqual([1008, 'Too many messages']);
    expect(app.operations.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'stopped']);
  });

  test.each(['ping', 'pong'] as const)('are also frames of %s', async (kind) => {
    const client = await connectAndInit(await liveApp({ limits: LIMITS }));
    for (let k = 0; k < 5; k++) client.ws[kind]();
    expect(await client.closed).toEqual([1008, 'Too many messages']);
  });
});

test('an operation too many is refused, and the socket stays open', async () => {
  const app = await liveApp({ limits: { operationsPerSocket: 2 } });
  const client = await connectAndInit(app, { headers: { 'x-request-id': 'r-1' } });
  for (const id of ['1', '2', '3']) client.subscribe(id);
  expect(await client.next()).toEqual({
    id: '3',
    type: 'error',
    payload: [
      {
        message:
          'Expected at most 2 operations at a time on a socket, got one more: ' +
          'complete one first, or open another socket.',
        extensions: { code: 'RATE_LIMITED', requestId: 'r-1' },
      },
    ],
  });
  client.send({ type: 'complete', id: '1' });
  client.subscribe('3');
  (await app.started(3)).next('now');
  expect(await client.next()).toEqual({ id: '3', type: 'next', payload: { data: 'now' } });
});

test('an operation whose message is too long beside the others is refused, and the socket stays open', async () => {
  const app = await liveApp({ limits: { subscribeBytes: 2_000 } });
  const client = await connectAndInit(app);
  client.subscribe('1', 'x'.repeat(1_200));
  client.subscribe('2', 'x'.repeat(1_200));
  expect(await client.next()).toMatchObject({
    id: '2',
    type: 'error',
    payload: [{ extensions: { code: 'RATE_LIMITED' } }],
  });
  client.send({ type: 'complete', id: '1' });
  client.subscribe('2', 'x'.repeat(1_200));
  (await app.started(2)).next('now');
  expect(await client.next()).toEqual({ id: '2', type: 'next', payload: { data: 'now' } });
});

describe('a message', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const subscribe = (variables: string) =>
    `{"id":"1","type":"subscribe","payload":{"query":"{ x }","variables":{"a":${variables}}}}`;

  test.each([
    ['is nested too deeply', subscribe(nested(98))],
    ['is nested too deeply for a parser', subscribe(nested(100_000))],
    ['brings a ping that is nested too deeply', `{"type":"ping","payload":{"a":${nested(120_000)}}}`],
  ])('that %s closes with 4400, after which stock clients stay away', async (_, message) => {
    const client = await connectAndInit(await liveApp());
    client.send(message);
    expect(await client.closed).toEqual([4400, 'Message is nested too deeply']);
  });

  test('is not taken for a deep one because of its texts', async () => {
    const app = await liveApp();
    const client = await connectAndInit(app);
    client.send(subscribe(JSON.stringify(`"\\"${nested(1_000)}`)));
    await app.started(1);
    client.send(subscribe(nested(90)).replace('"1"', '"2"'));
    await app.started(2);
  });

  test.each(['ping', 'pong', 'connection_init'])(
    'of the type %s that is long closes with 4400',
    async (type) => {
      const client = await connect(await liveApp());
      client.send({ type, payload: { text: 'x'.repeat(17_000) } });
      expect(await client.closed).toEqual([4400, 'Message is too long for its type']);
    },
  );

  test.each(['{"type":', '[1', 'x', '{"type":"unknown"}', '1e999', '""'])(
    'that is none of the protocol closes with 4400: %s',
    async (text) => {
      const client = await connectAndInit(await liveApp());
      client.ws.send(text);
      expect(await client.closed).toEqual([4400, 'Invalid message received']);
    },
  );
});

describe('sockets', () => {
  test('of all callers together are limited: 1013, and room again once one is gone', async () => {
    const app = await liveApp({ limits: { sockets: 2 } });
    const first = await connectAndInit(app);
    await connectAndInit(app);
    const third = await connect(app);
    expect(await third.closed).toEqual([1013, 'Too many sockets: try again later']);
    first.ws.close();
    await eventually(() => app.live.counts.sockets === 1);
    await connectAndInit(app);
  });

  test('of one caller are limited: 1013', async () => {
    const app = await liveApp({
      limits: { socketsPerCaller: 2 },
      addressOf: ({ headers }) => String(headers['x-address']),
    });
    const from = (address: string) => ({ headers: { 'x-address': address } });
    await connectAndInit(app, from('a'));
    // Counts also while it has not said who it is.
    await connect(app, from('a'));
    const third = await connect(app, from('a'));
    expect(await third.closed).toEqual([
      1013,
      'Too many sockets of this caller: close some, or try again later',
    ]);
    await connectAndInit(app, from('b'));
  });

  test('count for the caller that access names, from then on', async () => {
    const app = await liveApp({
      limits: { socketsPerCaller: 2 },
      accessOf: async ({ headers }) => ({
        caller: callerAt(String(headers['x-key'])),
        isValid: () => true,
      }),
    });
    const by = (key: string) => ({ headers: { 'x-key': key } });
    // More than two of one address, but never of one key.
    for (const key of ['k', 'l', 'k', 'l']) await connectAndInit(app, by(key));
    const third = await connect(app, by('k'));
    third.send({ type: 'connection_init' });
    expect((await third.closed)[0]).toBe(1013);
  });
});

describe('a socket that does not answer', () => {
  test('is ended by the second ping; one that answers is kept', async () => {
    // By the clock, a slow machine could be too late with its answer.
    fakeOnly(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']);
    const app = await liveApp({ pace: { pingMs: 60 } });
    const [alive, dead] = [await connectAndInit(app), await connectAndInit(app, { autoPong: false })];
    dead.subscribe('1');
    const operation = await app.started(1);
    let pings = 0;
    alive.ws.on('ping', () => pings++);
    for (let period = 1; period <= 6; period++) {
      jest.advanceTimersByTime(60);
      expect(operation.state).toBe(period < 2 ? 'running' : 'stopped');
      await eventually(() => pings === period);
      // Comes to the server after the answer to its ping, over the same connection.
      alive.send({ type: 'ping' });
      expect(await alive.next()).toEqual({ type: 'pong' });
    }
    expect((await dead.closed)[0]).toBe(1006);
    expect(alive.ws.readyState).toBe(alive.ws.OPEN);
    await eventually(() => app.live.counts.sockets === 1);
  });
});

describe('access that ends', () => {
  test('closes with 4403', async () => {
    let isValid = true;
    const app = await liveApp({
      pace: { accessMs: 30 },
      accessOf: async ({ headers }) => ({
        caller: callerAt('k'),
        isValid: headers['x-key'] === 'short' ? async () => isValid : () => true,
      }),
    });
    const short = await connectAndInit(app, { headers: { 'x-key': 'short' } });
    const long = await connectAndInit(app);
    short.subscribe('1');
    const operation = await app.started(1);
    isValid = false;
    expect(await short.closed).toEqual([4403, 'Forbidden']);
    expect(operation.state).toBe('stopped');
    expect(long.ws.readyState).toBe(long.ws.OPEN);
  });

  test('does not count as ended while it cannot be checked', async () => {
    let checks = 0;
    const app = await liveApp({
      pace: { accessMs: 30 },
      accessOf: async () => ({
        caller: callerAt('k'),
        isValid: async () => {
          checks++;
          if (checks < 3) throw new Error('no database');
          return true;
        },
      }),
    });
    const client = await connectAndInit(app);
    await eventually(() => checks > 3);
    expect(client.ws.readyState).toBe(client.ws.OPEN);
  });
});
