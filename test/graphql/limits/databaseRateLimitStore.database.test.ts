import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import type { Database } from '../../../src/database/database.js';
import { openDatabase } from '../../../src/database/openDatabase.js';
import {
  DatabaseRateLimitStore,
  type DatabaseRateLimitStoreOptions,
} from '../../../src/graphql/limits/databaseRateLimitStore.js';
import { RateLimits } from '../../../src/graphql/limits/rateLimit.js';
import { closeTestDatabases, createTestDatabase } from '../../support/database/testDatabase.js';

let url: string;
let opened: Database[] = [];

beforeAll(async () => {
  url = await createTestDatabase();
});
beforeEach(async () => {
  const { pool } = await open();
  await pool.query('TRUNCATE rate_limits');
});
afterEach(async () => {
  const leaks = opened.map(({ pool }) => pool.totalCount - pool.idleCount);
  await Promise.all(opened.map(({ close }) => close()));
  opened = [];
  expect(leaks.filter((leak) => leak > 0)).toEqual([]);
});
afterAll(closeTestDatabases);

/** The database as one process opens it. */
async function open(): Promise<Database> {
  const database = await openDatabase({ url, home: '', poolSize: 5 });
  opened.push(database);
  return database;
}

const store = async (options?: DatabaseRateLimitStoreOptions) =>
  new DatabaseRateLimitStore(await open(), options);

/** Limits of one process: 50 calls of whatIf within an hour, so that no window ends during a test. */
async function rateLimits(database?: Database): Promise<RateLimits> {
  const limit = { calls: 50, windowSeconds: 3_600 };
  return new RateLimits({
    store: new DatabaseRateLimitStore(database ?? (await open())),
    limits: { whatIf: limit, reproduced: limit, components: limit },
  });
}

/** How many of so many calls at a time pass, spread over processes; what is no refusal is thrown. */
async function together(processes: readonly RateLimits[], calls: number, caller = 'a'): Promise<number> {
  const outcomes = await Promise.all(
    Array.from({ length: calls }, (_, k) =>
      processes[k % processes.length].take('whatIf', caller).then(
        () => true,
        (error: unknown) => {
          if (error instanceof GraphQLError) return false;
          throw error;
        },
      ),
    ),
  );
  return outcomes.filter(Boolean).length;
}

describe('limits in the database', () => {
  test('are shared: of 200 calls in two processes exactly the quota passes', async () => {
    const processes = [await rateLimits(), await rateLimits()];
    const passed = await Promise.all([together(processes, 200), together(processes, 200, 'b')]);
    expect(passed).toEqual([50, 50]);
    expect(await together(processes, 4)).toBe(0);
    // A process that starts later knows them, too.
    const later = await rateLimits();
    await expect(later.take('whatIf', 'a')).rejects.toMatchObject({
      extensions: { code: 'RATE_LIMITED', limit: 50, remaining: 0 },
    });
    await later.take('components', 'a');
  });

  test('take one connection for a caller, however many calls come at once', async () => {
    const database = await open();
    expect(database.pool.totalCount).toBe(0);
    expect(await together([await rateLimits(database)], 60)).toBe(50);
    expect(database.pool.totalCount).toBe(1);
  });
});

describe('the store in the database', () => {
  test('keeps what was made from what it has, and nothing else', async () => {
    const [one, other] = [await store(), await store()];
    expect(await one.get('key')).toEqual([]);
    expect(await one.replace('key', [], [1_700_000_000_001], 60_000)).toBe(true);
    // This one had read before.
    expect(await other.replace('key', [], [1_700_000_000_002], 60_000)).toBe(false);
    const former = await other.get('key');
    expect(former).toEqual([1_700_000_000_001]);
    expect(await other.replace('key', former, [...former, 1_700_000_000_003], 60_000)).toBe(true);
    expect(await one.get('key')).toEqual([1_700_000_000_001, 1_700_000_000_003]);
    expect(await one.get('another')).toEqual([]);
  });

  test('lets one of many win that have read the same', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => store()));
    for (let round = 0; round < 10; round++) {
      const former = await stores[0].get('key');
      const won = await Promise.all(
        Array.from({ length: 20 }, (_, k) =>
          stores[k % 4].replace('key', former, [...former, 100 * round + k], 60_000),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await stores[0].get('key')).toEqual([...former, 100 * round + won.indexOf(true)]);
    }
  });

  test('removes rows whose window is over, now and then, also in several processes at once', async () => {
    const { pool } = await open();
    const kept = async () => {
      const { rows } = await pool.query<{ key: string }>('SELECT key FROM rate_limits ORDER BY key');
      return rows.map(({ key }) => key);
    };
    const seldom = await store();
    // Negative: over already.
    await seldom.replace('over', [], [1], -1_000);
    await seldom.replace('over too', [], [1], -1_000);
    await seldom.replace('lasting', [], [1], 60_000);
    expect(await kept()).toEqual(['lasting', 'over', 'over too']);
    const often = await Promise.all(Array.from({ length: 4 }, () => store({ pruneEveryMs: 0 })));
    await Promise.all(often.map((one, k) => one.replace(`new ${k}`, [], [1], 60_000)));
    expect(await kept()).toEqual(['lasting', 'new 0', 'new 1', 'new 2', 'new 3']);
    // What was read before the removal still leads to a row.
    expect(await seldom.replace('over', [1], [1, 2], 60_000)).toBe(true);
    expect(await seldom.get('over')).toEqual([1, 2]);
  });

  test('writes no log: its table is unlogged', async () => {
    const { pool } = await open();
    const { rows } = await pool.query<{ relpersistence: string }>(
      "SELECT relpersistence FROM pg_class WHERE oid = 'rate_limits'::regclass",
    );
    expect(rows).toEqual([{ relpersistence: 'u' }]);
  });
});
