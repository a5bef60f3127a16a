/** An operation that takes too long is ended, here and in PostgreSQL, and does not affect others. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { Recomputer } from '../../src/runs/reproduce/recomputer.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase, ownerUrl } from '../support/database/testDatabase.js';
import { fakeOnly } from '../support/time/fakeOnly.js';
import { fill, FORMER, SPLIT } from '../support/days/filledStore.js';
import {
  answerOf,
  apiOver,
  closeApis,
  pointsLeft,
  post,
  refusalOf,
  type TestApi,
} from '../support/http/api.js';

let database: Database;
let locking: pg.Client | null = null;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(async () => {
  jest.useRealTimers();
  await unlock();
  await eventually(() => busy() === 0);
  await closeApis();
});
afterAll(closeTestDatabases);

const BARS = `{ stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { close } } } }`;

/** Statements that read the table wait until `unlock`. */
async function lock(table: string): Promise<void> {
  locking = new pg.Client({ connectionString: ownerUrl(database) });
  await locking.connect();
  await locking.query('BEGIN');
  await locking.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
}

async function unlock(): Promise<void> {
  await locking?.end();
  locking = null;
}

/** Statements of this database that wait for a lock. */
async function waitingStatements(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0].count;
}

const untilWaiting = (count: number) => eventually(async () => (await waitingStatements()) === count);

const TIMEOUT_MS = 2_000;
const LIMITED = { OPERATION_TIMEOUT_MS: String(TIMEOUT_MS) };

/**
 * From here on the time of an operation passes only with `passTime`: else a slow machine would end one before its
 * statement waits, or one that is to succeed. What ends statements by a time of their own, a book's or PostgreSQL's,
 * goes by the clock.
 */
const stopTime = (): void => fakeOnly(['setTimeout', 'clearTimeout']);

const passTime = (): void => void jest.advanceTimersByTime(TIMEOUT_MS);

const busy = (): number => database.pool.totalCount - database.pool.idleCount;

describe('an operation that waits for a statement', () => {
  test('is ended in time with its own code and status, and so is the statement', async () => {
    const api = await apiOver(database, LIMITED);
    await lock('bars');
    stopTime();
    const asked = post(api, BARS);
    // The statement does wait: else its end would prove nothing.
    await untilWaiting(1);
    passTime();
    const response = await asked;
    expect(refusalOf(response)).toEqual([504, 'TIMEOUT']);
    const [error] = answerOf(response).errors ?? [];
    expect(error.message).toBe(
      'Expected an operation that takes at most 2 s, got one that took longer and was ended: ask for less at once.',
    );
    expect(error.extensions).toEqual({ code: 'TIMEOUT', requestId: response.headers['x-request-id'] });
    await untilWaiting(0);
    await eventually(() => busy() === 0);
    await servesOthers(api);
  });

  test('does not hold up others, however many wait', async () => {
    const api = await apiOver(database, { ...LIMITED, CACHE_BYTES: '0' });
    await lock('bars');
    stopTime();
    // More than the pool of ten has connections for: some wait for one, and are ended all the same.
    const asked = Promise.all(Array.from({ length: 20 }, () => post(api, BARS)));
    // None is left to ask PostgreSQL who waits.
    await eventually(() => busy() === 10 && database.pool.waitingCount === 10);
    passTime();
    expect((await asked).map(refusalOf)).toEqual(Array(20).fill([504, 'TIMEOUT']));
    await untilWaiting(0);
    await eventually(() => busy() === 0 && database.pool.waitingCount === 0);
    await servesOthers(api);
    await unlock();
    expect(answerOf(await post(api, BARS)).data).toEqual({ stock: { bars: { nodes: [{ close: 100 }] } } });
    expect(api.log.lines().filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('succeeds when it is sent again, and was not kept', async () => {
    const api = await apiOver(database, LIMITED);
    await lock('bars');
    stopTime();
    const asked = post(api, BARS);
    await untilWaiting(1);
    passTime();
    expect((await asked).statusCode).toBe(504);
    await unlock();
    const again = await post(api, BARS);
    expect([again.statusCode, again.headers['x-greyoak-cache']]).toEqual([200, 'miss']);
  });

  test('is charged for its work', async () => {
    const api = await apiOver(database, { ...LIMITED, COST_BUCKET: '300', COST_PER_SECOND: '1' });
    await lock('bars');
    stopTime();
    const asked = post(api, `{ stock(ticker: "${SPLIT}") { bars(first: 400) { nodes { close } } } }`);
    await untilWaiting(1);
    passTime();
    const response = await asked;
    expect(response.statusCode).toBe(504);
    expect(pointsLeft(response)).toBeLessThan(150);
  });

  test.each([
    [
      'a book of a former day',
      'scores',
      `{ stocks(mode: TRADER, on: "${FORMER}", first: 1) { nodes { ticker } } }`,
    ],
    [
      'the facts that a run read',
      'bars',
      `{ stock(ticker: "${SPLIT}") { score(mode: TRADER) { provenance { reproduced } } } }`,
    ],
  ])('for %s is ended, and so is the statement', async (_, table, query) => {
    const services = { recomputer: new Recomputer(database, { timeoutMs: TIMEOUT_MS + 100 }) };
    const api = await apiOver(database, LIMITED, { services });
    await lock(table);
    stopTime();
    const asked = post(api, query);
    await untilWaiting(1);
    passTime();
    expect(refusalOf(await asked)).toEqual([504, 'TIMEOUT']);
    await untilWaiting(0);
  });

  test('before it begins is ended, too', async () => {
    const api = await apiOver(database, LIMITED);
    await lock('companies');
    // What is known of all companies is read again soon after a commit, and all that are asked wait for it.
    await database.pool.query(
      `INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
       SELECT max(id) + 1, 'companies', 'companies.csv', 1, 0, 1, 0, 0 FROM batches`,
    );
    await untilWaiting(1);
    stopTime();
    const asked = post(api, BARS);
    // Its time runs: from then on it waits for that statement.
    await eventually(() => jest.getTimerCount() > 0);
    passTime();
    expect((await asked).statusCode).toBe(504);
    // It did not end because the statement did.
    expect(await waitingStatements()).toBe(1);
  });

  async function servesOthers(api: TestApi): Promise<void> {
    const other = await post(api, '{ runs(first: 1) { nodes { status } } }');
    expect([other.statusCode, answerOf(other).data]).toEqual([
      200,
      { runs: { nodes: [{ status: 'SUCCEEDED' }] } },
    ]);
  }
});
