import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import type { Database } from '../../../src/database/database.js';
import {
  DatabaseQuotaStore,
  type DatabaseQuotaStoreOptions,
} from '../../../src/graphql/limits/databaseQuotaStore.js';
import type { QuotaStore } from '../../../src/graphql/limits/quotaStore.js';
import { closeTestDatabases, openAgain, openTestDatabase } from '../../support/database/testDatabase.js';
import { statementsOf } from '../../support/http/api.js';

let databases: readonly [Database, Database];

beforeAll(async () => {
  const first = await openTestDatabase();
  databases = [first, await openAgain(first, { poolSize: 3 })];
}, 60_000);
beforeEach(() => databases[0].pool.query('DELETE FROM operation_counts'));
afterAll(closeTestDatabases);

/** Longer than any test takes. */
const PATIENT: DatabaseQuotaStoreOptions = {
  timeoutMs: 60_000,
  onFailure: (error) => {
    throw error;
  },
};

const storeOver = ({ pool }: Database, options = PATIENT) => new DatabaseQuotaStore(() => pool, options);
/** The stores of two processes. */
const twoStores = () => databases.map((database) => storeOver(database));

/** How many of so many tries at a time are within the limit, spread over processes. */
async function together(
  stores: readonly QuotaStore[],
  tries: number,
  key: string,
  limit = 50,
): Promise<number> {
  const counted = await Promise.all(
    Array.from({ length: tries }, (_, k) => stores[k % stores.length].take(key, limit)),
  );
  return counted.filter(({ count }) => count <= limit).length;
}

/** Ends the minutes of all keys. */
const endMinutes = () => databases[0].pool.query('UPDATE operation_counts SET ends_at = now()');

describe('operations counted in the database', () => {
  test('are shared: of 200 tries in two processes exactly the quota passes', async () => {
    const stores = twoStores();
    expect(
      await Promise.all([together(stores, 200, 'a'), together(stores, 200, 'b'), together(stores, 30, 'c')]),
    ).toEqual([50, 50, 30]);
    // A process that starts later knows them, too.
    const later = storeOver(databases[1]);
    expect(await together([later], 4, 'a')).toBe(0);
    expect(await later.look('a', 50)).toMatchObject({ limit: 50, count: expect.any(Number) });
    expect((await later.look('c', 50)).count).toBe(30);
    expect(await later.look('d', 50)).toEqual({ limit: 50, count: 0, resetSeconds: 60 });
  });

  test('take one statement each, and none once the quota is used up', async () => {
    const [store] = twoStores();
    const statements = (tries: number) => statementsOf(databases[0], () => together([store], tries, 'a', 5));
    expect(await statements(4)).toBe(4);
    expect(await statements(200)).toBe(1);
    expect(await statements(200)).toBe(0);
  });

  test('begin anew in the minute after, by the clock of the database', async () => {
    let now = 0;
    const store = storeOver(databases[0], { ...PATIENT, now: () => now });
    expect(await together([store], 9, 'a', 5)).toBe(5);
    const { resetSeconds } = await store.look('a', 5);
    expect(resetSeconds).toBeGreaterThan(50);
    expect(resetSeconds).toBeLessThanOrEqual(60);
    await endMinutes();
    now = 60_000;
    expect(await together([store], 9, 'a', 5)).toBe(5);
    expect((await store.look('a', 5)).resetSeconds).toBeGreaterThan(50);
  });

  test('count by a higher limit at once', async () => {
    const [store] = twoStores();
    expect(await together([store], 9, 'a', 5)).toBe(5);
    expect(await together([store], 9, 'a', 8)).toBe(3);
  });

  test('let pass what a count lets pass, whichever process is asked', async () => {
    const steps = fc.array(
      fc.record({
        process: fc.constantFrom(0, 1),
        key: fc.constantFrom('a', 'b'),
        tries: fc.integer({ min: 1, max: 4 }),
        ends: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (sent) => {
        let now = 0;
        const stores = databases.map((database) => storeOver(database, { ...PATIENT, now: () => now }));
        const left = new Map<string, number>();
        run++;
        for (const { process, key, tries, ends } of sent) {
          if (ends) {
            await endMinutes();
            now += 60_000;
            left.clear();
          }
          const before = left.get(key) ?? 5;
          left.set(key, Math.max(0, before - tries));
          expect(await together([stores[process]], tries, `${run} ${key}`, 5)).toBe(Math.min(before, tries));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('are removed when their minute has ended', async () => {
    let now = 0;
    const store = storeOver(databases[0], { ...PATIENT, now: () => now });
    await together([store], 2, 'a');
    await endMinutes();
    await together([store], 1, 'b');
    const keys = async () =>
      (await databases[0].pool.query<{ key: string }>('SELECT key FROM operation_counts')).rows.map(
        ({ key }) => key,
      );
    expect(await keys()).toHaveLength(2);
    now = 60_000;
    await together([store], 1, 'c');
    expect((await keys()).sort()).toEqual(['b', 'c']);
  });
});

describe('while the database does not answer', () => {
  const broken = (query: () => Promise<never>) => ({ query }) as unknown as pg.Pool;

  test('operations are counted in memory, and the database is asked again after a pause', async () => {
    let now = 0;
    let asked = 0;
    const failures: unknown[] = [];
    const pool = broken(() => {
      asked++;
      return Promise.reject(new Error('gone'));
    });
    const store = new DatabaseQuotaStore(() => pool, {
      ...PATIENT,
      pauseMs: 1_000,
      now: () => now,
      onFailure: (error) => failures.push(error),
    });
    expect(await together([store], 9, 'a', 5)).toBe(5);
    expect(await store.look('a', 5)).toMatchObject({ count: 6 });
    expect([asked, failures]).toEqual([1, [new Error('gone')]]);
    now = 1_000;
    expect(await together([store], 9, 'b', 5)).toBe(5);
    expect([asked, failures.length]).toEqual([2, 2]);
  });

  test('no operation waits longer than the time for it', async () => {
    const failures: unknown[] = [];
    const store = new DatabaseQuotaStore(() => broken(() => new Promise(() => undefined)), {
      timeoutMs: 1,
      onFailure: (error) => failures.push(error),
    });
    expect(await together([store], 9, 'a', 5)).toBe(5);
    expect(failures).toHaveLength(1);
  });

  test('operations are counted in memory before it is open', async () => {
    expect(await together([new DatabaseQuotaStore(() => null, PATIENT)], 9, 'a', 5)).toBe(5);
  });

  test('a process goes on with what the others have counted', async () => {
    let now = 0;
    let pool = broken(() => Promise.reject(new Error('gone')));
    const store = new DatabaseQuotaStore(() => pool, {
      ...PATIENT,
      pauseMs: 1_000,
      now: () => now,
      onFailure: () => undefined,
    });
    await together(twoStores(), 4, 'a', 5);
    expect(await together([store], 2, 'a', 5)).toBe(2);
    pool = databases[0].pool;
    now = 1_000;
    expect(await together([store], 9, 'a', 5)).toBe(1);
  });
});
