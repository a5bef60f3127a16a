/** What clients get while PostgreSQL is down, and once its connections were lost. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import {
  closeTestDatabases,
  openAgain,
  openTestDatabase,
  ownerUrl,
} from '../support/database/testDatabase.js';
import { fill, SPLIT } from '../support/days/filledStore.js';
import { answerOf, apiOver, closeApis, post, refusalOf, type TestApi } from '../support/http/api.js';
import { StallingProxy } from '../support/network/stallingProxy.js';
import { eventually } from '../support/time/eventually.js';

let direct: Database;
let door: StallingProxy;
/** The same database behind a door, which is closed as that of a server that restarts. */
let database: Database;

beforeAll(async () => {
  direct = await openTestDatabase();
  await fill(direct);
  door = await StallingProxy.before(direct.pool);
  const { user, host, port, database: name } = new pg.Client(door.config);
  database = await openAgain(direct, { url: `postgres://${user}@${host}:${port}/${name}?sslmode=disable` });
}, 60_000);
afterEach(async () => {
  await door.open();
  await closeApis();
});
afterAll(async () => {
  await closeTestDatabases();
  await door.close();
});

const READ = `{ stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { close } } } }`;
const READ_TWICE = `{ a: stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { close } } } b: method { name } }`;
const WHAT_IS_MADE = `{ stock(ticker: "${SPLIT}") { features { close } } }`;
const RECORD = `mutation { recordBars(input: { rows: [{ ticker: "${SPLIT}", date: "2024-10-07",
  open: 1, high: 1, low: 1, close: 1, volume: 1 }] }) { rows } }`;
const RESCORE = 'mutation { rescore(input: {}) { status } }';
const OPERATIONS = [READ, READ_TWICE, WHAT_IS_MADE, RECORD, RESCORE];

const LISTENING = { heartbeatMs: 1_000, retryMs: 20 };
const api = () => apiOver(database, { CACHE_BYTES: '0' }, { listener: LISTENING });

const linesAt = ({ log }: TestApi, level: string) => log.lines().filter((line) => line['level'] === level);

/** Ends connections of the service: those that are in a condition that SQL describes. */
async function terminate(condition: string): Promise<number> {
  const { rowCount } = await direct.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND (${condition})`,
  );
  return rowCount ?? 0;
}

test('operations are OVERLOADED while the server is down, and answered once it is up', async () => {
  const service = await api();
  for (const operation of OPERATIONS) expect((await post(service, operation)).statusCode).toBe(200);
  await door.close();
  for (const operation of [...OPERATIONS, ...OPERATIONS]) {
    const response = await post(service, operation);
    expect([operation, ...refusalOf(response)]).toEqual([operation, 503, 'OVERLOADED']);
    expect(response.headers['retry-after']).toBe('1');
    expect(response.body).toMatch(/the database does not answer\. Ask again in 1 s\./);
    expect(response.body).not.toContain('ECONNREFUSED');
  }
  const ready = await service.app.inject('/health/ready');
  expect([ready.statusCode, ready.json()]).toEqual([
    503,
    { status: 'not ready', reason: 'the database does not answer (ECONNREFUSED)' },
  ]);
  expect(linesAt(service, 'error')).toEqual([]);
  const warnings = linesAt(service, 'warn').filter(({ msg }) => msg !== 'not ready');
  expect(warnings).toMatchObject([{ msg: 'operations are refused because the database cannot do its part' }]);
  await door.open();
  for (const operation of OPERATIONS) expect((await post(service, operation)).statusCode).toBe(200);
  expect((await service.app.inject('/health/ready')).statusCode).toBe(200);
});

test.each(OPERATIONS)('connections that were lost while idle are replaced unseen: %s', async (operation) => {
  const service = await api();
  // There are several connections, so that a second one is as old as the first.
  for (const { statusCode } of await Promise.all(Array.from({ length: 5 }, () => post(service, operation)))) {
    expect(statusCode).toBe(200);
  }
  // Nothing tells the service of it, so that it sends its next statement over the old connection.
  door.cutAtNextByte();
  expect((await post(service, operation)).statusCode).toBe(200);
});

/** Returns a connection that locks a table until it is closed. The service has no right to do so. */
async function locking(table: string): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: ownerUrl(direct) });
  await holder.connect();
  await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return holder;
}

test('a read whose connection is lost within its statement is sent once more', async () => {
  const service = await api();
  await post(service, READ);
  const holder = await locking('bars');
  const asked = post(service, READ);
  await eventually(async () => (await terminate(`wait_event_type = 'Lock'`)) === 1);
  await holder.end();
  expect(answerOf(await asked).data).toEqual({ stock: { bars: { nodes: [{ close: 100 }] } } });
});

test('a write whose connection is lost within its transaction is not sent once more', async () => {
  const service = await api();
  const holder = await locking('refusals');
  const asked = post(service, RECORD);
  await eventually(async () => (await terminate(`wait_event_type = 'Lock'`)) === 1);
  expect(refusalOf(await asked)).toEqual([503, 'OVERLOADED']);
  expect(await terminate(`wait_event_type = 'Lock'`)).toBe(0);
  await holder.end();
  expect(linesAt(service, 'error')).toEqual([]);
});

test('a statement that an operator cancels is a TIMEOUT', async () => {
  const service = await api();
  const holder = await locking('bars');
  const asked = post(service, READ);
  await eventually(async () => {
    const { rowCount } = await direct.pool.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  });
  expect(refusalOf(await asked)).toEqual([504, 'TIMEOUT']);
  await holder.end();
});
