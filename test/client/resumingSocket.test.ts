/** The helper around the real client of graphql-ws, against its real server. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { WebSocket } from 'ws';
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
  await Promise.all(clients.splice(0).map((client) => client.dispose()));
  await eventually(() => server.log.readers === 0);
  await server.stop();
});

function clientWith(options: ResumingOptions = {}, more: Partial<ClientOptions> = {}): Client {
  const retryWait = () => wait(5);
  const stock = { url: server.socketUrl, webSocketImpl: WebSocket, ...liveOptions, retryWait, ...more };
  const client = resuming(createClient(stock), options);
  clients.push(client);
  return client;
}

/** A ledger that follows the log from its present end. */
async function following(client: Client, query = QUERY): Promise<Ledger> {
  const ledger = new Ledger();
  const before = server.log.asked.length;
  client.subscribe({ query }, ledger);
  await eventually(() => server.log.asked.length > before);
  return ledger;
}

const hasAll = (ledger: Ledger) => () => ledger.cursors.length >= server.log.cursors.length;

describe('a connection that breaks', () => {
  test.each([
    ['is cut', undefined],
    ['closes because the server restarts', 1012],
    ['closes because the server is full', 1013],
    ['closes because the client was slow', 4290],
    ['closes because the token ended', 4403],
  ])('neither loses nor repeats an event when it %s', async (_, code) => {
    const ledger = await following(clientWith());
    for (let breaks = 1; breaks <= 3; breaks++) {
      await server.log.appendSlowly(20);
      // A log that was empty gave no cursor to go on from but that of an event.
      await eventually(() => ledger.cursors.length > 0);
      server.cut(code);
      server.log.append(20);
      await eventually(() => server.log.asked.length > breaks);
    }
    await eventually(hasAll(ledger));
    expect(ledger.cursors).toEqual(server.log.cursors);
    expect(ledger.errors).toEqual([]);
    const [first, ...resumed] = server.log.asked;
    expect(first).toBeNull();
    for (const after of resumed) expect(ledger.cursors).toContain(after);
  });

  test('continues from where it began if it breaks before the first event', async () => {
    server.log.append(3);
    const before = server.log.cursors.length;
    const ledger = await following(clientWith());
    for (let breaks = 1; breaks <= 2; breaks++) {
      server.cut();
      server.log.append(breaks === 1 ? 0 : 5);
      await eventually(() => server.log.asked.length > breaks);
    }
    await eventually(() => ledger.cursors.length >= 5);
    expect(ledger.cursors).toEqual(server.log.cursors.slice(before));
  });

  test('resumes after the server was gone for many attempts', async () => {
    const ledger = await following(clientWith());
    server.log.append(3);
    await eventually(hasAll(ledger));
    let attempts = 0;
    clients[0].on('connecting', () => attempts++);
    await server.stop();
    server.log.append(50);
    await eventually(() => attempts > 8);
    await server.start();
    await eventually(hasAll(ledger));
    expect(ledger.cursors).toEqual(server.log.cursors);
    expect(server.log.asked).toEqual([null, server.log.cursors[2]]);
  });

  test('drops repeated events', async () => {
    server.log.overlap = 30;
    const ledger = await following(clientWith());
    server.log.append(50);
    await eventually(hasAll(ledger));
    server.cut();
    await eventually(() => server.log.asked.length === 2);
    server.log.append(50);
    await eventually(hasAll(ledger));
    expect(ledger.cursors).toEqual(server.log.cursors);
  });

  test('is noticed if it is half open', async () => {
    // Far longer than this process, which also is the server, may stand still on a busy machine.
    const ledger = await following(clientWith({ pongWithin: 500 }, { keepAlive: 50 }));
    server.log.append(2);
    await eventually(hasAll(ledger));
    server.freeze();
    await eventually(() => server.log.asked.length === 2);
    server.log.append(2);
    await eventually(hasAll(ledger));
    expect(ledger.cursors).toEqual(server.log.cursors);
    expect(server.log.asked[1]).toBe(server.log.cursors[1]);
    server.thaw();
  });

  test('is kept while pongs arrive', async () => {
    let pongs = 0;
    const on = { pong: (received: boolean) => void (pongs += received ? 1 : 0) };
    await following(clientWith({ pongWithin: 5_000 }, { keepAlive: 5, on }));
    await eventually(() => pongs > 5);
    expect(server.log.asked).toEqual([null]);
  });
});

describe('where a subscription begins', () => {
  test('is the cursor that the caller gives, which is not changed', async () => {
    server.log.append(10);
    const ledger = new Ledger();
    const variables = Object.freeze({ after: server.log.cursors[3] });
    const operation = Object.freeze({ query: QUERY, variables });
    clientWith().subscribe(operation, ledger);
    await eventually(() => ledger.cursors.length === 6);
    server.cut();
    await eventually(() => server.log.asked.length === 2);
    expect(ledger.cursors).toEqual(server.log.cursors.slice(4));
    expect(server.log.asked).toEqual([server.log.cursors[3], server.log.cursors[9]]);
    expect(variables).toEqual({ after: server.log.cursors[3] });
  });

  test('is its own for each of two that share client and operation', async () => {
    server.log.append(10);
    const client = clientWith();
    const operation = { query: QUERY, variables: { after: server.log.cursors[7] } };
    const [one, other] = [new Ledger(), new Ledger()];
    const stop = client.subscribe(operation, one);
    client.subscribe({ ...operation, variables: { after: server.log.cursors[0] } }, other);
    await eventually(() => one.cursors.length === 2 && other.cursors.length === 9);
    stop();
    client.subscribe(operation, one);
    await eventually(() => one.cursors.length === 4);
    expect(one.cursors).toEqual([...server.log.cursors.slice(8), ...server.log.cursors.slice(8)]);
    server.cut();
    await eventually(() => server.log.asked.length === 5);
    server.log.append(1);
    await eventually(() => one.cursors.length === 5 && other.cursors.length === 10);
    expect(other.cursors).toEqual(server.log.cursors.slice(1));
  });

  test('is what a page has kept of onCursor', async () => {
    const kept: string[] = [];
    const before = await following(clientWith({ onCursor: (cursor) => kept.push(cursor) }));
    server.log.append(5);
    await eventually(hasAll(before));
    await clients[0].dispose();
    await eventually(() => server.log.readers === 0);
    server.log.append(5);
    const after = new Ledger();
    clientWith().subscribe({ query: QUERY, variables: { after: kept.at(-1) } }, after);
    await eventually(() => after.cursors.length === 5);
    expect([...before.cursors, ...after.cursors]).toEqual(server.log.cursors);
    expect(kept).toEqual(before.cursors);
  });
});

describe('what ends a subscription', () => {
  test('is a cursor that expired, as the server says it', async () => {
    server.log.append(10);
    server.log.oldest = 5;
    const ledger = new Ledger();
    clientWith().subscribe({ query: QUERY, variables: { after: server.log.cursors[2] } }, ledger);
    await eventually(() => ledger.errors.length > 0);
    const extensions = { code: 'CURSOR_EXPIRED', oldest: server.log.cursors[5] };
    expect(ledger.errors).toEqual([[expect.objectContaining({ extensions })]]);
    expect(ledger.completed).toBe(0);
  });

  test.each([
    ['declares no $after', 'subscription { scoreChanged { cursor } }', /does not pass `\$after` on/],
    ['selects no cursor', QUERY.replace('cursor', ''), /Select `cursor`/],
  ])('is an operation that %s, at the first event and once', async (_, query, message) => {
    const ledger = await following(clientWith(), query);
    server.log.append(3);
    await eventually(() => server.log.readers === 0);
    await eventually(() => server.openSockets === 0);
    expect(ledger.errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    expect(ledger).toMatchObject({ results: [], completed: 0 });
  });

  test('is the error of a sink, whose event counts as not received', async () => {
    const kept: string[] = [];
    const ledger = new Ledger();
    ledger.next = () => {
      throw new Error('cannot draw');
    };
    clientWith({ onCursor: (cursor) => kept.push(cursor) }).subscribe({ query: QUERY }, ledger);
    await eventually(() => server.log.readers === 1);
    server.log.append(1);
    await eventually(() => ledger.errors.length > 0);
    expect(ledger.errors).toEqual([expect.objectContaining({ message: 'cannot draw' })]);
    expect(kept).toEqual([]);
  });

  test('is the caller, and then nothing is left', async () => {
    const ledger = new Ledger();
    const stop = clientWith().subscribe({ query: QUERY }, ledger);
    await eventually(() => server.log.readers === 1);
    stop();
    await eventually(() => server.log.readers === 0 && server.openSockets === 0 && ledger.completed === 1);
    expect(ledger.errors).toEqual([]);
  });
});

describe('what passes through', () => {
  test('are queries', async () => {
    const ledger = new Ledger();
    clientWith().subscribe({ query: '{ hello }' }, ledger);
    await eventually(() => ledger.completed === 1);
    expect(ledger.results).toEqual([{ data: { hello: 'world' } }]);
  });

  test('are subscriptions without cursors, with repeated results', async () => {
    const ledger = new Ledger();
    clientWith().subscribe({ query: 'subscription { runProgress { state } }' }, ledger);
    await eventually(() => ledger.completed === 1);
    const states = ['QUEUED', 'RUNNING', 'DONE', 'DONE'];
    expect(ledger.results).toEqual(states.map((state) => ({ data: { runProgress: { state } } })));
  });

  test('are events that failed, without an end to the others', async () => {
    const query = QUERY.replace('cursor', 'cursor broken');
    const ledger = await following(clientWith(), query);
    server.log.append(2);
    await eventually(() => ledger.results.length === 2);
    const failed = { data: { scoreChanged: null }, errors: [expect.anything()] };
    expect(ledger.results).toEqual([failed, failed]);
    expect(ledger).toMatchObject({ errors: [], completed: 0 });
  });

  test('is all else of the client', async () => {
    const stock = createClient({ url: server.socketUrl, webSocketImpl: WebSocket });
    expect(resuming(stock)).toMatchObject({
      on: stock.on,
      dispose: stock.dispose,
      terminate: stock.terminate,
    });
  });
});

describe('iterate', () => {
  test('neither loses nor repeats an event, and an event is handled when the next one is requested', async () => {
    const kept: string[] = [];
    const client = clientWith({ onCursor: (cursor) => kept.push(cursor) });
    const seen: string[] = [];
    const iterator = client.iterate<{ scoreChanged: { cursor: string } }>({ query: QUERY });
    await eventually(() => server.log.readers === 1);
    server.log.append(5);
    for await (const { data } of iterator) {
      expect(kept).toEqual(seen);
      seen.push(data?.scoreChanged.cursor ?? 'none');
      if (seen.length === 5) {
        server.cut();
        server.log.append(5);
      }
      if (seen.length === 10) break;
    }
    expect(seen).toEqual(server.log.cursors);
    expect(kept).toEqual(seen.slice(0, 9));
    await eventually(() => server.log.readers === 0 && server.openSockets === 0);
  });

  test('ends at once while no event arrives', async () => {
    const iterator = clientWith().iterate({ query: QUERY });
    const pending = iterator.next();
    await eventually(() => server.log.readers === 1);
    await iterator.return?.();
    expect(await pending).toEqual({ done: true, value: undefined });
    await eventually(() => server.log.readers === 0);
  });

  test('throws what ends the subscription', async () => {
    const iterator = clientWith().iterate({ query: QUERY, variables: { after: 'unknown' } });
    await expect(iterator.next()).rejects.toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
    const thrown = clientWith().iterate({ query: QUERY });
    await expect(thrown.throw?.(new Error('enough'))).rejects.toThrow('enough');
    expect(await thrown.next()).toEqual({ done: true, value: undefined });
  });

  test('ends with the operation', async () => {
    const states: unknown[] = [];
    for await (const { data } of clientWith().iterate({ query: 'subscription { runProgress { state } }' })) {
      states.push(data?.['runProgress']);
    }
    expect(states).toHaveLength(4);
  });
});
