/** Mutations that wait, and what does not wait for them. */
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { WebSocket } from 'ws';
import type { Database } from '../../src/database/database.js';
import { LOCKS } from '../../src/database/transaction.js';
import {
  closeTestDatabases,
  openAgain,
  openTestDatabase,
  ownerUrl,
} from '../support/database/testDatabase.js';
import { fill, SPLIT } from '../support/days/filledStore.js';
import { answerOf, apiOver, closeApis, post, refusalOf, type TestApi } from '../support/http/api.js';
import { eventually } from '../support/time/eventually.js';

/** Far more than a test takes. */
const FOREVER_MS = 600_000;

/** Its writes wait for as long as a test wants them to. */
let database: Database;
/** The same database, as a service sees it that gives up at once. */
let hasty: Database;
let holder: pg.Client | null = null;

beforeAll(async () => {
  database = await openTestDatabase('schema', { lockTimeoutMs: FOREVER_MS, writers: 2, waitingWrites: 5 });
  await fill(database);
  hasty = await openAgain(database, { lockTimeoutMs: 50, readLockTimeoutMs: 50 });
}, 60_000);
afterEach(async () => {
  await letGo();
  await closeApis();
  await eventually(async () => (await othersAt(`query LIKE '%advisory%' OR wait_event_type = 'Lock'`)) === 0);
});
afterAll(closeTestDatabases);

/** Holds what a statement takes, as an import, an operator or another service does, until `letGo`. */
async function hold(statement: string): Promise<void> {
  holder = new pg.Client({ connectionString: ownerUrl(database) });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(statement);
}

async function letGo(): Promise<void> {
  await holder?.end();
  holder = null;
}

/** How many connections of the database are in a condition that SQL describes. */
async function othersAt(condition: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND (${condition})`,
  );
  return rows[0].count;
}

const untilWaiting = (count: number) =>
  eventually(async () => (await othersAt(`wait_event_type = 'Lock'`)) === count);

const batches = async (): Promise<number> =>
  (await database.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM batches')).rows[0].count;

const IMPORTING = `SELECT pg_advisory_lock(${LOCKS.facts})`;
const lockTable = (table: string) => `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`;

const RECORD = `mutation ($rows: [BarInput!]!) { recordBars(input: { rows: $rows }) { inserted updated } }`;
const RESCORE = 'mutation { rescore(input: {}) { status } }';
const bar = (close: number) => ({
  ticker: SPLIT,
  date: '2024-10-07',
  ...{ open: close, high: close, low: close, close, volume: 1000 },
});
const rowsOf = (close: number) => ({ rows: [bar(close)] });
const recordBars = (api: TestApi, close = 100) => post(api, RECORD, { variables: rowsOf(close) });
const read = (api: TestApi, first = 1) =>
  post(api, `{ stock(ticker: "${SPLIT}") { bars(first: ${first}) { nodes { close } } } }`);

test('reads and readiness do not wait for writers, of which too many are refused', async () => {
  const api = await apiOver(database, { CACHE_BYTES: '0' });
  await hold(IMPORTING);
  const ended: string[] = [];
  const writes = Array.from({ length: 30 }, async () => {
    const response = await recordBars(api);
    ended.push(refusalOf(response).join(' '));
    return response;
  });
  await untilWaiting(2);
  await eventually(() => ended.length === 23);
  const [ready, ...answers] = await Promise.all([
    api.app.inject('/health/ready'),
    ...Array.from({ length: 30 }, (_, k) => read(api, k + 1)),
  ]);
  expect(ready.statusCode).toBe(200);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(30).fill(200));
  expect(ended).toEqual(Array(23).fill('503 OVERLOADED'));
  await letGo();
  const responses = await Promise.all(writes);
  expect(responses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(7);
  const refused = responses.find(({ statusCode }) => statusCode === 503);
  expect(refused?.headers['retry-after']).toBe('5');
  expect(refused && answerOf(refused).errors?.[0]).toMatchObject({
    message:
      'The operation cannot be executed now: too many writes wait for others, such as an import. Ask again in 5 s.',
    extensions: { code: 'OVERLOADED', retryAfter: 5 },
  });
  expect(api.log.lines().filter(({ level }) => level === 'error')).toEqual([]);
  expect(api.log.lines().filter(({ level }) => level === 'warn')).toHaveLength(1);
});

test.each([
  ['recordBars', 'an import', IMPORTING, RECORD],
  ['recordBars', 'a lock on a table that it writes', lockTable('batches'), RECORD],
  ['recordBars', 'a lock on a table that it reads', lockTable('companies'), RECORD],
  ['rescore', 'a lock on a table that it writes', lockTable('runs'), RESCORE],
  [
    'a query',
    'a lock on a table',
    lockTable('bars'),
    `{ stock(ticker: "${SPLIT}") { bars { nodes { close } } } }`,
  ],
])('%s does not wait for ever for %s', async (_what, _by, statement, query) => {
  const api = await apiOver(hasty, { CACHE_BYTES: '0' });
  await hold(statement);
  const response = await post(api, query, query === RECORD ? { variables: rowsOf(101) } : {});
  expect(refusalOf(response)).toEqual([503, 'OVERLOADED']);
  expect(response.headers['retry-after']).toBe('5');
  expect((await api.app.inject('/health/ready')).statusCode).toBe(200);
  await letGo();
  expect((await post(api, query, query === RECORD ? { variables: rowsOf(101) } : {})).statusCode).toBe(200);
});

test('a write that takes too long is ended, and nothing of it is stored', async () => {
  const api = await apiOver(database, { OPERATION_TIMEOUT_MS: '300' });
  const before = await batches();
  await hold(IMPORTING);
  const writes = Array.from({ length: 6 }, () => recordBars(api, 102));
  expect((await Promise.all(writes)).map(refusalOf)).toEqual(Array(6).fill([504, 'TIMEOUT']));
  await untilWaiting(0);
  await letGo();
  expect(await batches()).toBe(before);
  const patient = await apiOver(database);
  expect(answerOf(await recordBars(patient, 103)).data).toMatchObject({
    recordBars: { inserted: 0, updated: 1 },
  });
});

test('a write that is ended within its transaction leaves nothing', async () => {
  const api = await apiOver(database, { OPERATION_TIMEOUT_MS: '300' });
  const before = await batches();
  // It has stored its bars by then.
  await hold(lockTable('refusals'));
  expect(refusalOf(await recordBars(api, 104))).toEqual([504, 'TIMEOUT']);
  await untilWaiting(0);
  await letGo();
  expect(await batches()).toBe(before);
  const patient = await apiOver(database);
  expect(answerOf(await recordBars(patient, 103)).data).toMatchObject({
    recordBars: { inserted: 0, updated: 0 },
  });
});

test('writes of clients that go away are ended, over HTTP and over sockets', async () => {
  const api = await apiOver(database);
  const { port } = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }));
  const before = await batches();
  await hold(IMPORTING);

  const body = JSON.stringify({ query: RECORD, variables: rowsOf(105) });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const asked = request({ port, path: '/graphql', method: 'POST', headers }).on('error', () => undefined);
  asked.end(body);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  const payload = { query: RECORD, variables: rowsOf(106) };
  socket.send(JSON.stringify({ type: 'subscribe', id: 'a', payload }));
  await untilWaiting(2);
  const third = recordBars(api, 107);
  const fourth = fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: RECORD, variables: rowsOf(108) }),
    signal: AbortSignal.timeout(100),
  });
  // It waits for a connection, and does not get one any more.
  await expect(fourth).rejects.toThrow();
  asked.destroy();
  socket.send(JSON.stringify({ type: 'complete', id: 'a' }));
  // Only the third is left.
  await untilWaiting(1);
  await eventually(() => database.writers.waiting === 0);
  await letGo();
  expect((await third).statusCode).toBe(200);
  expect(await batches()).toBe(before + 1);
  expect(api.log.lines().filter(({ level }) => level === 'error')).toEqual([]);
  socket.terminate();
});
