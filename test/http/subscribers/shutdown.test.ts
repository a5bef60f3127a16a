import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { callerAt } from '../../../src/access/caller.js';
import { eventually } from '../../support/time/eventually.js';
import {
  closeLiveApps,
  connect,
  connectAndInit,
  frameOf,
  liveApp,
  type LiveApp,
} from '../../support/http/liveApp.js';

afterEach(closeLiveApps);

const openStream = ({ port }: LiveApp): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const path = `/graphql/stream?query=${encodeURIComponent('{ a }')}`;
    httpRequest({ port, path, headers: { accept: 'text/event-stream' } }, resolve)
      .on('error', reject)
      .end();
  });

test('a few clients leave at once: sockets with 1012, streams without a complete event', async () => {
  const app = await liveApp();
  const clients = await Promise.all(Array.from({ length: 49 }, () => connectAndInit(app)));
  for (const client of clients) client.subscribe('1');
  const stream = text(await openStream(app));
  (await app.started(50)).next('last');
  const began = performance.now();
  await app.live.close(60_000);
  // Far less than what a minute's first slice would take.
  expect(performance.now() - began).toBeLessThan(30_000);
  const closed = await Promise.all(clients.map((client) => client.closed));
  expect(new Set(closed.map((close) => JSON.stringify(close)))).toEqual(new Set(['[1012,"Restart"]']));
  expect(await stream).not.toContain('event: complete');
  expect(app.operations.map(({ state }) => state)).toEqual(Array(50).fill('stopped'));
  expect(app.live.counts).toMatchObject({ sockets: 0, streams: 0, operations: 0 });
});

test('many clients leave evenly over the time; the others are served meanwhile', async () => {
  const app = await liveApp();
  const clients = await Promise.all(Array.from({ length: 60 }, () => connectAndInit(app)));
  clients.forEach((client, k) => client.subscribe('1', `{ of${k} }`));
  await app.started(60);
  const closed = app.live.close(600);
  // The first of six slices of ten leaves at once.
  const staying = app.operations.filter(({ state }) => state === 'running');
  expect(staying).toHaveLength(50);
  for (const operation of staying) operation.next('still here');
  for (const { request } of staying) {
    const client = clients[Number(/\d+/.exec(String(request.query))?.[0])];
    expect(await client.next()).toMatchObject({ payload: { data: 'still here' } });
  }
  await expect(connect(app)).rejects.toThrow('503');
  expect(await text(await openStream(app))).toMatch(/^retry: \d+\n: /);
  await closed;
  await Promise.all(clients.map((client) => client.closed));
  const left = app.operations.map(({ stoppedAt }) => stoppedAt).sort((a, b) => a - b);
  for (let first = 10; first < 60; first += 10) {
    // 100 ms, of which a timer may leave out the fraction of one.
    expect(left[first] - left[first - 1]).toBeGreaterThan(98);
  }
  // The same close, however often it is asked for.
  await app.live.close();
});

test('a client that does not leave in time is cut', async () => {
  const app = await liveApp({ pace: { closeMs: 30 } });
  const client = await connectAndInit(app);
  client.subscribe('1');
  const ofSocket = await app.started(1);
  client.ws.pause();
  const response = await openStream(app);
  const ofStream = await app.started(2);
  const big = [frameOf('x'.repeat(4_000_000))];
  for (const { sink } of [ofSocket, ofStream]) {
    while (sink.unsent < 1_000_000) sink.write(big);
  }
  await app.live.close();
  expect(app.live.counts).toMatchObject({ sockets: 0, streams: 0, closes: new Map([['1012', 1]]) });
  response.destroy();
});

test('close() of the app lets sockets and streams go first', async () => {
  const app = await liveApp();
  const client = await connectAndInit(app);
  const stream = text(await openStream(app));
  await app.app.close();
  expect(await client.closed).toEqual([1012, 'Restart']);
  expect(await stream).toBe(':\n\n');
});

test('an operation that is begun by a client on its way out does not stay', async () => {
  let allow: () => void = () => undefined;
  const app = await liveApp({
    callerOf: () =>
      new Promise((resolve) => {
        allow = () => resolve(callerAt('k'));
      }),
  });
  const response = openStream(app);
  const before = allow;
  await eventually(() => allow !== before);
  await app.live.close();
  allow();
  expect(await text(await response)).toMatch(/^retry: \d+\n: /);
  expect(app.operations).toEqual([]);
});
