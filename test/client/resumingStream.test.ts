/** The helper around the real client of graphql-sse, against its real server. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient, type Client } from 'graphql-sse';
import { liveOptions, resuming, type ResumingOptions } from '../../src/client/index.js';
import { eventually } from '../support/time/eventually.js';
import { Ledger } from '../support/client/ledger.js';
import { LiveServer } from '../support/client/liveServer.js';

const QUERY = 'subscription ($after: ID) { scoreChanged(after: $after) { cursor score { value } } }';

let server: LiveServer;
const clients: Client[] = [];

beforeEach(async () => {
  server = new LiveServer();
  await server.start();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  await eventually(() => server.log.readers === 0);
  await server.stop();
});

function clientWith(options: ResumingOptions = {}): Client {
  const client = resuming(
    createClient({ url: server.streamUrl, ...liveOptions, retry: () => wait(5) }),
    options,
  );
  clients.push(client);
  return client;
}

const hasAll = (ledger: Ledger) => () => ledger.cursors.length >= server.log.cursors.length;

test('neither loses nor repeats an event when its streams are cut', async () => {
  server.log.overlap = 5;
  const ledger = new Ledger();
  clientWith().subscribe({ query: QUERY }, ledger);
  await eventually(() => server.log.readers === 1);
  for (let breaks = 1; breaks <= 3; breaks++) {
    await server.log.appendSlowly(20);
    // A stream that breaks before its first event has no cursor to go on from.
    await eventually(() => ledger.cursors.length > 0);
    server.cut();
    server.log.append(20);
    await eventually(() => server.log.asked.length > breaks);
  }
  await eventually(hasAll(ledger));
  expect(ledger.cursors).toEqual(server.log.cursors);
  expect(ledger).toMatchObject({ errors: [], completed: 0 });
});

test('resumes after the server was gone for many attempts', async () => {
  const ledger = new Ledger();
  let attempts = 0;
  clientWith().subscribe({ query: QUERY }, ledger, { connecting: () => attempts++ });
  await eventually(() => server.log.readers === 1);
  server.log.append(3);
  await eventually(hasAll(ledger));
  await server.stop();
  server.log.append(50);
  await eventually(() => attempts > 8);
  await server.start();
  await eventually(hasAll(ledger));
  expect(ledger.cursors).toEqual(server.log.cursors);
  expect(server.log.asked).toEqual([null, server.log.cursors[2]]);
});

test('passes a cursor that expired on as the result that it is', async () => {
  server.log.append(10);
  server.log.oldest = 5;
  const ledger = new Ledger();
  clientWith().subscribe({ query: QUERY, variables: { after: server.log.cursors[2] } }, ledger);
  await eventually(() => ledger.completed === 1);
  const extensions = { code: 'CURSOR_EXPIRED', oldest: server.log.cursors[5] };
  expect(ledger.results).toEqual([{ errors: [expect.objectContaining({ extensions })] }]);
});

test('ends an operation that could not resume, once', async () => {
  const ledger = new Ledger();
  clientWith().subscribe({ query: 'subscription { scoreChanged { cursor } }' }, ledger);
  await eventually(() => server.log.readers === 1);
  server.log.append(3);
  await eventually(() => server.log.readers === 0);
  const message = expect.stringContaining('does not pass `$after` on');
  expect(ledger.errors).toEqual([expect.objectContaining({ message })]);
  expect(ledger).toMatchObject({ results: [], completed: 0 });
});

test('iterates over breaks', async () => {
  const client = clientWith();
  let connections = 0;
  const on = { connected: () => connections++ };
  const seen: unknown[] = [];
  const iterator = client.iterate<{ scoreChanged: { cursor: string } }>({ query: QUERY }, on);
  await eventually(() => server.log.readers === 1);
  server.log.append(5);
  for await (const { data } of iterator) {
    seen.push(data?.scoreChanged.cursor);
    if (seen.length === 5) {
      server.cut();
      server.log.append(5);
    }
    if (seen.length === 10) break;
  }
  expect(seen).toEqual(server.log.cursors);
  expect(connections).toBe(2);
});
