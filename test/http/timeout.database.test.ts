/** An operation that takes too long is ended, here and in PostgreSQL, and harms nobody else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { Recomputer } from '../../src/runs/recomputer.js';
import { closeTestDatabases, openTestDatabase } from '../database/testDatabase.js';
import { fill, FORMER, SPLIT } from '../graphql/store.js';
import { answerOf, apiOver, closeApis, pointsLeft, post, refusalOf, type TestApi } from './api.js';

let database: Database;
let locking: pg.PoolClient | null = null;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(async () => {
  await unlock();
  await until(() => busy() === 0);
  await closeApis();
});
afterAll(closeTestDatabases);

const BARS = `{ stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { close } } } }`;

/** Statements that read the table wait until `unlock`. */
async function lock(table: string): Promise<void> {
  locking = await database.pool.connect();
  await locking.query('BEGIN');
  await locking.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
}

async function unlock(): Promise<void> {
  const client = locking;
  locking = null;
  if (client === null) return;
  await client.query('ROLLBACK');
  client.release();
}

/** Statements of this database that wait for a lock. */
async function waitingStatements(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0].count;
}

async function untilOneWaits(): Promise<void> {
  const end = performance.now() + 2_000;
  while ((await waitingStatements()) === 0) {
    if (performance.now() > end) throw new Error('Expected a statement to wait within 2 s.');
    await sleep(10);
  }
}

async function untilNoneWaits(): Promise<void> {
  const end = performance.now() + 2_000;
  while ((await waitingStatements()) > 0) {
    if (performance.now() > end) throw new Error('Expected the statement to be cancelled within 2 s.');
    await sleep(10);
  }
}

const busy = (): number => database.pool.totalCount - database.pool.idleCount;

describe('an operation that waits for a statement', () => {
  test('is ended in time with a code and status of its own, and so is the statement', async () => {
    const api = await apiOver(database, { OPERATION_TIMEOUT_MS: '200' });
    await lock('bars');
    const asked = post(api, BARS);
    const seen = await watch(asked);
    const response = await asked;
    // The statement did wait: else its end would prove nothing.
    expect(seen).toBe(1);
    expect(refusalOf(response)).toEqual([504, 'TIMEOUT']);
    const [error] = answerOf(response).errors ?? [];
    expect(error.message).toBe(
      'Expected an operation that takes at most 0.2 s, but this one took longer and was ended: ask for less at once.',
    );
    expect(error.extensions).toEqual({ code: 'TIMEOUT', requestId: response.headers['x-request-id'] });
    await untilNoneWaits();
    // The one that holds the lock is ours.
    await until(() => busy() === 1);
    await servesOthers(api);
  });

  test('leaves the server to the others, however many wait', async () => {
    const api = await apiOver(database, { OPERATION_TIMEOUT_MS: '300', CACHE_BYTES: '0' });
    await lock('bars');
    // More than the pool of ten has connections for: some wait for one, and are ended all the same.
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(api, BARS)));
    expect(answers.map(refusalOf)).toEqual(Array(20).fill([504, 'TIMEOUT']));
    await untilNoneWaits();
    await until(() => busy() === 1 && database.pool.waitingCount === 0);
    await servesOthers(api);
    await unlock();
    expect(answerOf(await post(api, BARS)).data).toEqual({ stock: { bars: { nodes: [{ close: 100 }] } } });
    expect(api.log.lines().filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('is asked for again with success, and was not kept', async () => {
    const api = await apiOver(database, { OPERATION_TIMEOUT_MS: '200' });
    await lock('bars');
    expect((await post(api, BARS)).statusCode).toBe(504);
    await unlock();
    const again = await post(api, BARS);
    expect([again.statusCode, again.headers['x-greyoak-cache']]).toEqual([200, 'miss']);
  });

  test('is charged, as it made work', async () => {
    const api = await apiOver(database, {
      OPERATION_TIMEOUT_MS: '200',
      COST_BUCKET: '1000',
      COST_PER_SECOND: '1',
    });
    await lock('bars');
    const response = await post(
      api,
      `{ stock(ticker: "${SPLIT}") { bars(first: 400) { nodes { close } } } }`,
    );
    expect(response.statusCode).toBe(504);
    expect(pointsLeft(response)).toBeLessThan(600);
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
    const services = { recomputer: new Recomputer(database, { timeoutMs: 300 }) };
    const api = await apiOver(database, { OPERATION_TIMEOUT_MS: '200' }, { services });
    await lock(table);
    const asked = post(api, query);
    expect(await watch(asked)).toBe(1);
    expect(refusalOf(await asked)).toEqual([504, 'TIMEOUT']);
    await untilNoneWaits();
  });

  test('before it begins is ended, too', async () => {
    const api = await apiOver(database, { OPERATION_TIMEOUT_MS: '200' });
    await lock('companies');
    // What is known of all companies is read again after a commit, by whoever asks first.
    await database.pool.query(
      `INSERT INTO batches (id, file, rows_read, inserted, updated, unchanged, refused)
       SELECT max(id) + 1, 'companies.csv', 1, 0, 1, 0, 0 FROM batches`,
    );
    await untilOneWaits();
    const late = sleep(2_000, 'no answer within 2 s');
    const status = post(api, BARS).then(({ statusCode }) => statusCode);
    expect(await Promise.race([status, late])).toBe(504);
  });

  /** The most statements that were seen waiting until it is answered. */
  async function watch(answer: Promise<unknown>): Promise<number> {
    let isAnswered = false;
    const answered = answer.then(() => (isAnswered = true));
    let most = 0;
    while (!isAnswered) {
      const waiting = await waitingStatements();
      // Its end may come between the two.
      if (!isAnswered) most = Math.max(most, waiting);
      await sleep(5);
    }
    await answered;
    return most;
  }

  async function servesOthers(api: TestApi): Promise<void> {
    const other = await post(api, `{ stock(ticker: "${SPLIT}") { features { close } } }`);
    expect([other.statusCode, answerOf(other).data]).toEqual([200, { stock: { features: { close: 95 } } }]);
  }
});

/** For at most five seconds. */
async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 5_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('Expected it to hold within 5 s, but it did not.');
    await sleep(5);
  }
}
