import { afterEach, expect, jest, test } from '@jest/globals';
import { eventually } from '../../support/time/eventually.js';
import { fakeOnly } from '../../support/time/fakeOnly.js';
import {
  closeLiveApps,
  connectAndInit,
  frameOf,
  liveApp,
  type FakeOperation,
} from '../../support/http/liveApp.js';

afterEach(async () => {
  jest.useRealTimers();
  await closeLiveApps();
});

const CHUNK = 'x'.repeat(100_000);

/** Writes more than the system takes, which after a while takes a little more than at once; tells how many. */
function fill({ sink }: FakeOperation): number {
  let written = 0;
  for (let more = 0; more < 40; more += sink.isFull ? 1 : 0) {
    sink.write([frameOf(`${written} ${CHUNK}`)]);
    written++;
  }
  return written;
}

test('a client that stops reading fills its sink, and all its operations are resumed once it reads', async () => {
  const app = await liveApp();
  const client = await connectAndInit(app);
  const other = await connectAndInit(app);
  client.subscribe('1');
  const first = await app.started(1);
  client.subscribe('2');
  const second = await app.started(2);
  other.subscribe('1');
  const unharmed = await app.started(3);

  client.ws.pause();
  const written = fill(first);
  expect(first.sink.unsent).toBeGreaterThan(64 * 1024);
  // They share a connection.
  expect(second.sink.isFull).toBe(true);
  expect(unharmed.sink).toMatchObject({ isFull: false, unsent: 0 });
  unharmed.next('as ever');
  expect(await other.next()).toMatchObject({ payload: { data: 'as ever' } });
  expect([first.resumed, second.resumed]).toEqual([0, 0]);

  client.ws.resume();
  await eventually(() => first.resumed > 0 && second.resumed > 0);
  expect(first.sink).toMatchObject({ isFull: false, unsent: 0 });
  expect(unharmed.resumed).toBe(0);
  // Also when it was full, nothing was dropped.
  for (let k = 0; k < written; k++) {
    expect(await client.next()).toEqual({ id: '1', type: 'next', payload: { data: `${k} ${CHUNK}` } });
  }
});

test('a client that is given up is closed with 4290, and reads so when it reads again', async () => {
  const app = await liveApp();
  const client = await connectAndInit(app);
  for (const id of ['1', '2']) client.subscribe(id);
  const operation = await app.started(2);
  client.ws.pause();
  fill(operation);
  operation.sink.giveUp();
  expect(app.operations.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
  client.ws.resume();
  expect(await client.closed).toEqual([4290, 'Slow consumer']);
  await eventually(() => app.live.counts.closes.get('4290') === 1);
});

test('a client that is given up and never reads is cut', async () => {
  const app = await liveApp({ pace: { closeMs: 20 } });
  const client = await connectAndInit(app);
  client.subscribe('1');
  const operation = await app.started(1);
  client.ws.pause();
  fill(operation);
  operation.sink.giveUp();
  await eventually(() => app.live.counts.sockets === 0);
  expect(app.live.counts.closes).toEqual(new Map([['4290', 1]]));
});

test('a client that reads slowly has four pings to answer, not one', async () => {
  fakeOnly(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']);
  const app = await liveApp({ pace: { pingMs: 60 } });
  const client = await connectAndInit(app);
  client.subscribe('1');
  const operation = await app.started(1);
  client.ws.pause();
  fill(operation);
  jest.advanceTimersByTime(4 * 60);
  expect(operation.state).toBe('running');
  // The fifth visit ends it.
  jest.advanceTimersByTime(60);
  expect(operation.state).toBe('stopped');
  await eventually(() => app.live.counts.sockets === 0);
  expect(app.live.counts.closes).toEqual(new Map([['1006', 1]]));
});

test('a client that keeps sending and never reads is closed with 4290', async () => {
  const app = await liveApp({
    pace: { mostUnsentBytes: 1024 * 1024 },
    limits: { messagesPerSecond: 10_000 },
    onStart: (operation) => {
      operation.next('x'.repeat(500_000));
      operation.complete();
    },
  });
  const client = await connectAndInit(app);
  client.ws.pause();
  // Loopback holds some megabytes.
  for (let k = 0; k < 100; k++) client.subscribe(String(k));
  await eventually(() => app.operations.length > 0 && app.operations[0].state === 'finished');
  client.ws.resume();
  expect(await client.closed).toEqual([4290, 'Slow consumer']);
  expect(app.operations.length).toBeLessThan(100);
});
