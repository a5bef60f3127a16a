import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { callerAt } from '../../../src/access/caller.js';
import { codedError } from '../../../src/graphql/codedError.js';
import { eventually } from '../../support/time/eventually.js';
import { fakeOnly } from '../../support/time/fakeOnly.js';
import { closeLiveApps, connect, connectAndInit, frameOf, liveApp } from '../../support/http/liveApp.js';

afterEach(async () => {
  jest.useRealTimers();
  await closeLiveApps();
});

describe('connection_init', () => {
  test('is acknowledged, and the caller is the address', async () => {
    const app = await liveApp();
    const client = await connectAndInit(app);
    expect(app.live.counts).toMatchObject({ sockets: 1, operations: 0 });
    client.subscribe('1');
    expect((await app.started(1)).caller).toEqual(callerAt('127.0.0.1'));
  });

  test('is acknowledged with the end of the log of events, if there is a cursor', async () => {
    const client = await connect(await liveApp({ cursor: () => 'c9' }));
    client.send({ type: 'connection_init' });
    expect(await client.next()).toEqual({ type: 'connection_ack', payload: { cursor: 'c9' } });
  });

  test('closes with 4408 if it is not sent', async () => {
    const app = await liveApp({ limits: { connectionInitTimeoutMs: 20 } });
    const client = await connect(app);
    expect(await client.closed).toEqual([4408, 'Connection initialisation timeout']);
    await eventually(() => app.live.counts.closes.get('4408') === 1);
  });

  test('in time is not timed out later', async () => {
    // By the clock, a slow machine could be too late with its message.
    fakeOnly(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']);
    const app = await liveApp({ limits: { connectionInitTimeoutMs: 300 } });
    const client = await connectAndInit(app);
    const late = await connect(app);
    await eventually(() => app.live.counts.sockets === 2);
    jest.advanceTimersByTime(300);
    expect(await late.closed).toEqual([4408, 'Connection initialisation timeout']);
    client.send({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
  });

  test('closes with 4429 the second time, also before the first is answered', async () => {
    const app = await liveApp({ accessOf: () => new Promise(() => undefined) });
    const client = await connect(app);
    client.send({ type: 'connection_init' });
    client.send({ type: 'connection_init' });
    expect(await client.closed).toEqual([4429, 'Too many initialisation requests']);
    const other = await connectAndInit(await liveApp());
    other.send({ type: 'connection_init' });
    expect(await other.closed).toEqual([4429, 'Too many initialisation requests']);
  });

  test('passes its authorization to the check of access, and closes with 4403 without access', async () => {
    const app = await liveApp({
      accessOf: async (request, authorization) => {
        if (authorization !== 'k1') throw codedError('UNAUTHENTICATED', 'Expected k1.', { status: 401 });
        return { caller: callerAt(`key of ${request.headers['x-app']}`), isValid: () => true };
      },
    });
    const stranger = await connect(app);
    stranger.send({ type: 'connection_init', payload: { authorization: 'k2' } });
    expect(await stranger.closed).toEqual([4403, 'Forbidden']);
    const known = await connect(app, { headers: { 'x-app': 'tests' } });
    known.send({ type: 'connection_init', payload: { authorization: 'k1' } });
    expect(await known.next()).toEqual({ type: 'connection_ack' });
    known.subscribe('1');
    expect((await app.started(1)).caller).toEqual(callerAt('key of tests'));
  });

  test('closes with 1013, so that clients reconnect, if access cannot be checked', async () => {
    const app = await liveApp({ accessOf: () => Promise.reject(new Error('no database')) });
    const client = await connect(app);
    client.send({ type: 'connection_init' });
    expect(await client.closed).toEqual([1013, 'Access cannot be checked now: try again later']);
  });
});

test.each([
  [
    '4401 an operation before the acknowledgement',
    { type: 'subscribe', id: '1', payload: { query: '{ a }' } },
    [4401, 'Unauthorized'],
  ],
  ['4400 what is no JSON', '{', [4400, 'Invalid message received']],
  ['4400 what is no message', [], [4400, 'Invalid message received']],
  ['4400 a message of no known type', { type: 'start', id: '1' }, [4400, 'Invalid message received']],
  ['4400 a message of servers', { type: 'connection_ack' }, [4400, 'Invalid message received']],
  ['4400 a result', { type: 'next', id: '1', payload: {} }, [4400, 'Invalid message received']],
  [
    '4400 an operation without a document',
    { type: 'subscribe', id: '1', payload: {} },
    [4400, 'Invalid message received'],
  ],
  [
    '4400 an operation without an id',
    { type: 'subscribe', id: '', payload: { query: '' } },
    [4400, 'Invalid message received'],
  ],
])('closes with %s', async (_name, message, closed) => {
  const client = await connect(await liveApp());
  client.send(message);
  expect(await client.closed).toEqual(closed);
});

test('closes with 4400 a message that is no text', async () => {
  const client = await connect(await liveApp());
  client.ws.send(Buffer.from('{"type":"connection_init"}'), { binary: true });
  expect(await client.closed).toEqual([4400, 'Invalid message received']);
});

test.each([[undefined], [null], ['']])(
  'takes an operation whose document is named by its hash, with query %j',
  async (query) => {
    const app = await liveApp();
    const client = await connectAndInit(app);
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'ab' } };
    client.send({ type: 'subscribe', id: '1', payload: { query, variables: { a: 1 }, extensions } });
    const { request } = await app.started(1);
    expect(request).toEqual({ query: '', variables: { a: 1 }, extensions });
  },
);

test.each([
  [{ extensions: {} }],
  [{ extensions: { other: 1 } }],
  [{ query: 5, extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }],
])('closes with 4400 an operation without document and hash: %j', async (payload) => {
  const client = await connectAndInit(await liveApp());
  client.send({ type: 'subscribe', id: '1', payload });
  expect(await client.closed).toEqual([4400, 'Invalid message received']);
});

const NOT_SPOKEN = 'Subprotocol not acceptable: expected graphql-transport-ws, got';

test.each<[string | string[], string, string]>([
  [[], '', `${NOT_SPOKEN} none`],
  // That of subscriptions-transport-ws, which has the name of the newer library.
  ['graphql-ws', 'graphql-ws', `${NOT_SPOKEN} graphql-ws, the older one: use the library graphql-ws`],
  ['soap', 'soap', `${NOT_SPOKEN} soap`],
  [['soap', 'mqtt'], 'soap', `${NOT_SPOKEN} soap`],
  ['x'.repeat(60), 'x'.repeat(60), `${NOT_SPOKEN} ${'x'.repeat(40)}`],
])('closes with 4406 and the reason for clients that offer %j', async (protocols, agreed, reason) => {
  const app = await liveApp();
  // A client refuses an answer without a protocol that it offered, and would see 1006 and come back for ever.
  const client = await connect(app, { protocols });
  expect(client.ws.protocol).toBe(agreed);
  expect(await client.closed).toEqual([4406, reason]);
  await eventually(() => app.live.counts.closes.get('4406') === 1);
});

test('takes graphql-transport-ws from among others', async () => {
  const client = await connectAndInit(await liveApp(), { protocols: ['graphql-ws', 'graphql-transport-ws'] });
  expect(client.ws.protocol).toBe('graphql-transport-ws');
});

test('a ping is answered with its payload, also before the connection is initialised', async () => {
  const client = await connect(await liveApp());
  client.send({ type: 'ping' });
  client.send({ type: 'ping', payload: { at: 'ü' } });
  client.send({ type: 'pong' });
  client.send({ type: 'ping', payload: null });
  expect(await client.next()).toEqual({ type: 'pong' });
  expect(await client.next()).toEqual({ type: 'pong', payload: { at: 'ü' } });
  expect(await client.next()).toEqual({ type: 'pong' });
});

describe('an operation', () => {
  test('is started with all that was sent, and its results, errors and end have its id', async () => {
    const app = await liveApp();
    const client = await connectAndInit(app);
    const payload = {
      query: 'subscription S($a: Int) { scoreChanged(a: $a) }',
      operationName: 'S',
      variables: { a: 1 },
      extensions: { b: 2 },
    };
    client.send({ type: 'subscribe', id: 'one', payload });
    client.subscribe('two', '{ stocks }');
    const two = await app.started(2);
    const [one] = app.operations;
    expect(one.request).toEqual(payload);
    expect(two.request).toEqual({ query: '{ stocks }' });
    expect(app.live.counts.operations).toBe(2);

    one.next(1);
    two.next(2);
    one.next(3, 4);
    one.next();
    two.complete();
    one.fail({ message: 'ended', extensions: { code: 'CURSOR_EXPIRED', oldest: 'c' } });
    const next = (id: string, data: unknown) => ({ id, type: 'next', payload: { data } });
    expect([await client.next(), await client.next(), await client.next(), await client.next()]).toEqual([
      next('one', 1),
      next('two', 2),
      next('one', 3),
      next('one', 4),
    ]);
    expect(await client.next()).toEqual({ id: 'two', type: 'complete' });
    expect(await client.next()).toEqual({
      id: 'one',
      type: 'error',
      payload: [
        {
          message: 'ended',
          extensions: {
            code: 'CURSOR_EXPIRED',
            oldest: 'c',
            requestId: expect.stringMatching(/^[\da-f-]{36}$/),
          },
        },
      ],
    });
    expect(app.live.counts).toMatchObject({ operations: 0, results: 4 });
  });

  test('is stopped by complete, after which it sends nothing and its id is free', async () => {
    const app = await liveApp();
    const client = await connectAndInit(app);
    client.subscribe('1');
    const operation = await app.started(1);
    client.send({ type: 'complete', id: '1' });
    client.send({ type: 'complete', id: '1' });
    client.send({ type: 'complete', id: 'never known' });
    client.subscribe('1');
    const again = await app.started(2);
    expect(operation.state).toBe('stopped');
    operation.next('late');
    operation.sink.complete();
    operation.sink.fail([{ message: 'late' }]);
    operation.sink.giveUp();
    again.next('new');
    expect(await client.next()).toEqual({ id: '1', type: 'next', payload: { data: 'new' } });
    expect(app.live.counts.operations).toBe(1);
  });

  test('may end before it is known to run', async () => {
    const app = await liveApp({
      onStart: (operation) => {
        switch (operation.request.query) {
          case 'query':
            operation.next('at once');
            return operation.complete();
          case 'refused':
            return operation.fail({ message: 'no' });
          case 'throws':
            operation.state = 'finished';
            throw new Error('a secret');
          default:
            operation.sink.giveUp();
        }
      },
    });
    const client = await connectAndInit(app, { headers: { 'x-request-id': 'r-7' } });
    for (const query of ['query', 'refused', 'throws']) client.subscribe(query, query);
    expect(await client.next()).toEqual({ id: 'query', type: 'next', payload: { data: 'at once' } });
    expect(await client.next()).toEqual({ id: 'query', type: 'complete' });
    expect(await client.next()).toEqual({
      id: 'refused',
      type: 'error',
      payload: [{ message: 'no', extensions: { requestId: 'r-7' } }],
    });
    expect(await client.next()).toEqual({
      id: 'throws',
      type: 'error',
      payload: [
        {
          message: 'Internal error; the request id leads to the log.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-7' },
        },
      ],
    });
    client.subscribe('slow', 'slow');
    expect(await client.closed).toEqual([4290, 'Slow consumer']);
    expect(app.operations[3].state).toBe('stopped');
  });

  test('closes with 4409 if an operation with its id is running', async () => {
    const app = await liveApp();
    const client = await connectAndInit(app);
    client.subscribe('same');
    client.subscribe('same');
    expect(await client.closed).toEqual([4409, 'Subscriber for same already exists']);
    expect(app.operations.map(({ state }) => state)).toEqual(['stopped']);
  });

  test.each(['"', '\\', 'नमस्ते 🦉', '\ud800', '\n\u0000', '__proto__', 'constructor', 'x'.repeat(256)])(
    'has the id that its client chose: %j',
    async (id) => {
      const app = await liveApp();
      const client = await connectAndInit(app);
      client.subscribe(id);
      const operation = await app.started(1);
      operation.next('ü');
      operation.complete();
      expect(await client.next()).toEqual({ id, type: 'next', payload: { data: 'ü' } });
      expect(await client.next()).toEqual({ id, type: 'complete' });
    },
  );

  test.each([257, 200_000])('closes with 4400 if its id has %i characters', async (length) => {
    const client = await connectAndInit(await liveApp());
    client.subscribe('x'.repeat(length));
    expect(await client.closed).toEqual([4400, 'Id of an operation is too long']);
  });

  test('may have results of any size, and a thousand at once', async () => {
    const app = await liveApp();
    const client = await connectAndInit(app);
    client.subscribe('1');
    const operation = await app.started(1);
    const sizes = [0, 1, 80, 90, 100, 65_400, 65_500, 65_536, 300_000];
    const values = [...sizes.map((size) => 'ü'.repeat(size)), ...Array.from({ length: 1000 }, (_, k) => k)];
    operation.sink.write(values.map((value) => frameOf(value)));
    for (const data of values)
      expect(await client.next()).toEqual({ id: '1', type: 'next', payload: { data } });
  });

  test('is stopped at once if its socket is gone', async () => {
    const app = await liveApp();
    const [closing, cut] = [await connectAndInit(app), await connectAndInit(app)];
    closing.subscribe('1');
    cut.subscribe('1');
    await app.started(2);
    closing.ws.close(1000);
    cut.ws.terminate();
    await Promise.all([closing.closed, cut.closed]);
    await closeLiveApps();
    expect(app.operations.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
    expect(app.live.counts.closes).toEqual(
      new Map([
        ['1000', 1],
        ['1006', 1],
      ]),
    );
  });
});
