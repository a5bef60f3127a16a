import { afterEach, describe, expect, test } from '@jest/globals';
import { createClient as createSseClient, NetworkError, type ClientOptions as SseOptions } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { eventually } from '../../support/time/eventually.js';
import {
  closeLiveApps,
  frameOf,
  liveApp,
  type LiveApp,
  type LiveAppOptions,
} from '../../support/http/liveApp.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await closeLiveApps();
});

const SUBSCRIPTION = { query: 'subscription { scoreChanged }' };

interface Heard {
  readonly results: unknown[];
  readonly ends: unknown[];
}

/** What a subscription of either client tells. */
function listen(
  client: { subscribe(request: typeof SUBSCRIPTION, sink: Sink): () => void },
  request = SUBSCRIPTION,
): Heard & { readonly stop: () => void } {
  const results: unknown[] = [];
  const ends: unknown[] = [];
  const stop = client.subscribe(request, {
    next: (result) => void results.push(result),
    error: (error) => void ends.push(error),
    complete: () => void ends.push('complete'),
  });
  return { results, ends, stop };
}

interface Sink {
  next(result: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

describe('the stock graphql-ws client', () => {
  function socketClient({ port }: LiveApp) {
    const client = createSocketClient({
      url: `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: WebSocket,
      retryWait: () => new Promise(setImmediate),
    });
    stops.push(() => client.dispose());
    return client;
  }

  test('gets results and the end of an operation', async () => {
    const app = await liveApp();
    const heard = listen(socketClient(app));
    const operation = await app.started(1);
    operation.sink.write([frameOf(1), frameOf({ score: 'ü' })]);
    operation.complete();
    await eventually(() => heard.ends.length > 0);
    expect(heard).toMatchObject({ results: [{ data: 1 }, { data: { score: 'ü' } }], ends: ['complete'] });
  });

  test('gets the errors of a refused operation, and can stop one', async () => {
    const app = await liveApp();
    const client = socketClient(app);
    const [refused, stopped] = [listen(client), listen(client)];
    (await app.started(2)).next(1);
    app.operations[0].fail({ message: 'no', extensions: { code: 'BAD_USER_INPUT' } });
    await eventually(() => refused.ends.length > 0 && stopped.results.length > 0);
    expect(refused.ends).toMatchObject([[{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }]]);
    stopped.stop();
    await eventually(() => app.operations[1].state === 'stopped');
  });

  test('reconnects after it was slow', async () => {
    const app = await liveApp();
    const heard = listen(socketClient(app));
    (await app.started(1)).sink.giveUp();
    (await app.started(2)).next('again');
    await eventually(() => heard.results.length > 0);
    expect(heard.ends).toEqual([]);
  });

  test('reconnects to another process after a restart', async () => {
    const old = await liveApp();
    const next = await liveApp();
    let port = old.port;
    const client = createSocketClient({
      url: () => `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: WebSocket,
      retryWait: () => new Promise(setImmediate),
    });
    stops.push(() => client.dispose());
    const heard = listen(client);
    await old.started(1);
    port = next.port;
    await old.app.close();
    (await next.started(1)).next('again');
    await eventually(() => heard.results.length > 0);
    expect(heard.ends).toEqual([]);
  });

  test.each<[string, NonNullable<LiveAppOptions['limits']>]>([
    ['any caller', { sockets: 1 }],
    ['its caller', { socketsPerCaller: 1 }],
  ])('reconnects if there was no room for %s', async (_name, limits) => {
    const app = await liveApp({ limits });
    const first = socketClient(app);
    const holder = listen(first);
    await app.started(1);
    const heard = listen(
      createSocketClient({
        url: `ws://127.0.0.1:${app.port}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 1000,
        retryWait: () => new Promise((resolve) => setTimeout(resolve, 5)),
      }),
    );
    stops.push(() => heard.stop());
    await eventually(() => (app.live.counts.closes.get('1013') ?? 0) > 1);
    holder.stop();
    (await app.started(2)).next('room');
    await eventually(() => heard.results.length > 0);
    expect(heard.ends).toEqual([]);
  });

  test('gives up after too many messages, which would be as many again', async () => {
    // So few in a second that none more is allowed meanwhile, however slow the machine is.
    const app = await liveApp({ limits: { messagesPerSecond: 0.01, operationsPerSocket: 2 } });
    const client = socketClient(app);
    const heard = Array.from({ length: 3 }, () => listen(client));
    await eventually(() => heard.every(({ ends }) => ends.length > 0));
    for (const { ends } of heard) expect(ends).toMatchObject([{ code: 1008, reason: 'Too many messages' }]);
  });
});

describe('the stock graphql-sse client', () => {
  function streamClient({ port }: LiveApp, options: Partial<SseOptions<false>> = {}) {
    const client = createSseClient({
      url: `http://127.0.0.1:${port}/graphql/stream`,
      retry: () => new Promise(setImmediate),
      ...options,
    });
    stops.push(() => client.dispose());
    return client;
  }

  test('gets results and the end of an operation', async () => {
    const app = await liveApp({ pace: { pingMs: 30 } });
    const heard = listen(streamClient(app));
    const operation = await app.started(1);
    operation.sink.write([frameOf('x'.repeat(100_000), 'c1'), frameOf({ score: 'ü' }, 'c2')]);
    await eventually(() => heard.results.length === 2);
    operation.complete();
    await eventually(() => heard.ends.length > 0);
    expect(heard).toMatchObject({
      results: [{ data: 'x'.repeat(100_000) }, { data: { score: 'ü' } }],
      ends: ['complete'],
    });
  });

  test('gets the errors of a refused operation at once, and does not retry', async () => {
    const app = await liveApp({
      onStart: (operation) => operation.fail({ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }),
    });
    const heard = listen(streamClient(app));
    await eventually(() => heard.ends.length > 0);
    expect(heard.results).toMatchObject([
      { errors: [{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    expect(heard.ends).toEqual(['complete']);
    expect(app.operations).toHaveLength(1);
  });

  test('is told that its single connection mode is not served', async () => {
    const { port } = await liveApp();
    const client = createSseClient({
      url: `http://127.0.0.1:${port}/graphql/stream`,
      singleConnection: true,
      retryAttempts: 0,
    });
    stops.push(() => client.dispose());
    const heard = listen(client);
    await eventually(() => heard.ends.length > 0);
    expect((heard.ends[0] as NetworkError<Response>).response?.status).toBe(405);
  });

  test('stops an operation', async () => {
    const app = await liveApp();
    const heard = listen(streamClient(app));
    const operation = await app.started(1);
    heard.stop();
    await eventually(() => operation.state === 'stopped');
  });

  test.each<[string, (app: LiveApp) => void]>([
    ['it was slow', ({ operations }) => operations[0].sink.giveUp()],
    ['its server restarts', ({ live }) => void live.close()],
  ])('reconnects after %s', async (_name, end) => {
    const old = await liveApp();
    const next = await liveApp();
    let port = old.port;
    const client = createSseClient({
      url: () => `http://127.0.0.1:${port}/graphql/stream`,
      retry: () => new Promise(setImmediate),
    });
    stops.push(() => client.dispose());
    const heard = listen(client);
    (await old.started(1)).next('first');
    await eventually(() => heard.results.length > 0);
    port = next.port;
    end(old);
    (await next.started(1)).next('again');
    await eventually(() => heard.results.length > 1);
    expect(heard.ends).toEqual([]);
  });

  test('retries if there is no room, until it gives up', async () => {
    const app = await liveApp({ limits: { sockets: 0 } });
    let connecting = 0;
    const heard = listen(
      streamClient(app, { retryAttempts: 3, on: { connecting: () => void connecting++ } }),
    );
    await eventually(() => heard.ends.length > 0);
    expect(heard.ends[0]).toBeInstanceOf(NetworkError);
    expect(connecting).toBe(4);
  });
});

test('a mutation gives one result by either client', async () => {
  const app = await liveApp({
    onStart: (operation) => {
      operation.next('queued');
      operation.complete();
    },
  });
  const socket = createSocketClient({ url: `ws://127.0.0.1:${app.port}/graphql`, webSocketImpl: WebSocket });
  const stream = createSseClient({ url: `http://127.0.0.1:${app.port}/graphql/stream` });
  const heard = [socket, stream].map((client) => listen(client, { query: 'mutation { rescore }' }));
  await eventually(() => heard.every(({ ends }) => ends.length > 0));
  for (const { results, ends } of heard) {
    expect(results).toEqual([{ data: 'queued' }]);
    expect(ends).toEqual(['complete']);
  }
});
