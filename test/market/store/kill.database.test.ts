import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { updateFeatures } from '../../../src/market/store/updateFeatures.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import {
  fileOf,
  flatBar,
  removeFolders,
  TODAY,
  writeFolder,
  type Files,
} from '../../support/market/folder.js';
import { withdrawalOf } from '../../support/market/rows.js';
import { LOST, losingPool, watchedPool } from '../../support/database/disturbedPool.js';
import {
  dumpTables,
  emptyStore,
  TABLES,
  withClient,
  type Dump,
  type TableName,
} from '../../support/market/storeTables.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

const options = { today: TODAY };
const dump = () => withClient(database, dumpTables);

const DAYS = ['2024-09-24', '2024-09-25', '2024-09-26', '2024-09-30'];
/** Three transactions of updateFeatures, which takes forty stocks at once. */
const STOCKS = Array.from({ length: 85 }, (_, k) => `S${k}`);

const BASE: Files = {
  ...fileOf('companies', ...[...STOCKS, 'OLD'].map((one) => `${one},${one} Ltd,,,IT`)),
  // The prices differ from day to day: those of a day that repeats the one before are refused.
  ...fileOf(
    'prices',
    ...STOCKS.flatMap((one, k) => DAYS.map((on, at) => flatBar(one, on, 10 + k + 2 * at))),
    flatBar('OLD', '2024-09-20', 9),
  ),
  ...fileOf('actions', 'S1,2024-09-25,SPLIT,2,1'),
  ...fileOf('indices', 'NIFTY,2024-09-30,1,1,1,1'),
  ...fileOf('fundamentals', 'S1,2024-03-31,,,0.1,,,,,,,,,,'),
  ...fileOf('statements', 'S1,2024-03-31,ANNUAL,sales,100,,'),
  ...fileOf('shareholding', 'S1,2024-06-30,50,,,,,'),
  ...fileOf('events', 'S1,2024-10-07,RESULTS,,'),
  ...fileOf('intelligence', 'ORDER_WIN,An order,2024-09-20,Exchange,OLD;S1,2024-09-20,,'),
};
/** Files with new, changed and refused rows each. */
const NEXT: Files = {
  ...fileOf('holidays', '2024-09-26,HOLIDAY,Strike', '2024-10-05,SESSION,', 'x,HOLIDAY,'),
  ...fileOf('companies', 'S1,Another name,,,METALS', 'NEW,New Ltd,,,IT', 'S2,,,,'),
  // The bar of OLD becomes one of S6.
  ...fileOf('symbols', 'S6,OLD,2024-09-20', 'S6,S6,2024-09-20'),
  ...fileOf('classifications', 'S7,2024-09-25,Steel,,METALS', 'X,2024-09-25,Steel,,METALS'),
  ...fileOf('actions', 'S1,2024-09-25,SPLIT,4,1', 'S2,2024-09-24,BONUS,2,1', 'X,2024-09-24,BONUS,2,1'),
  ...fileOf(
    'prices',
    ...STOCKS.map((one, k) => flatBar(one, '2024-09-24', 11 + k)),
    ...STOCKS.slice(0, 50).map((one, k) => flatBar(one, '2024-10-05', 12 + k)),
    flatBar('NEW', '2024-10-04', 7),
    flatBar('S3', '2024-10-02', 7),
  ),
  ...fileOf('indices', 'NIFTY,2024-09-30,1,2,1,2', 'NIFTY,2024-10-01,1,1,1,1', 'NIFTY,2024-10-02,1,1,1,1'),
  ...fileOf(
    'fundamentals',
    'S1,2024-03-31,,,,,,,9,,,,,,',
    'S2,2024-03-31,,,,,,,9,,,,,,',
    'S2,x,,,,,,,9,,,,,,',
  ),
  ...fileOf(
    'statements',
    'S1,2024-03-31,ANNUAL,sales,99,,',
    'S1,2024-03-31,ANNUAL,eps,9,,',
    'S1,2024-03-31,ANNUAL,x,9,,',
  ),
  ...fileOf('shareholding', 'S1,2024-06-30,51,,,1,,', 'S2,2024-06-30,51,,,1,,', 'S2,2024-06-30,101,,,1,,'),
  ...fileOf(
    'events',
    'S1,2024-10-07,RESULTS,2024-09-20,',
    'S2,2024-10-07,RESULTS,,',
    'S2,2024-10-07,PARTY,,',
  ),
  ...fileOf(
    'intelligence',
    'ORDER_WIN,An order,2024-09-20,Exchange,OLD;S1,2024-09-20,A large one,',
    'ORDER_WIN,Another,2024-09-20,Exchange,S1,,,',
    'ORDER_WIN,Another,2024-09-20,Exchange,NOBODY,,,',
  ),
  ...fileOf(
    'withdrawals',
    withdrawalOf({ ticker: 'S4', date: '2024-09-30' }),
    withdrawalOf({ ticker: 'S4', date: '2024-10-01' }),
  ),
};

let base: string;
let next: string;
/** The tables before the first COMMIT of an undisturbed import and after each, and the statements of it. */
const states: Dump[] = [];
const statements: string[] = [];
/** The same for the update of features that follows. */
const updateStates: Dump[] = [];
const updateStatements: string[] = [];

async function makeBase(): Promise<void> {
  await emptyStore(database);
  await importFolder(database.pool, base, options);
  await updateFeatures(database.pool);
}

beforeAll(async () => {
  [base, next] = [await writeFolder(BASE), await writeFolder(NEXT)];
  await makeBase();
  const watched = (texts: string[], after: Dump[]) =>
    watchedPool(
      database.pool,
      (text) => texts.push(text),
      async () => {
        after.push(await dump());
      },
    );
  states.push(await dump());
  await importFolder(watched(statements, states), next, options);
  updateStates.push(await dump());
  await updateFeatures(watched(updateStatements, updateStates));
});

const NUMBERED: readonly TableName[] = ['batches', 'refusals'];

/**
 * All tables without the numbers of batches: files that went in before are imported again, as batches of their own. Flags
 * have the dataset of their batch instead.
 */
function contents(of: Dump): unknown {
  const batches = of.batches.map(
    (text) => JSON.parse(text) as { readonly id: number; readonly dataset: string },
  );
  const datasets = new Map(batches.map(({ id, dataset }) => [id, dataset]));
  const rows = (list: readonly string[]) =>
    list
      .map((text) => {
        const row = JSON.parse(text) as Record<string, unknown>;
        return JSON.stringify({
          ...row,
          ...('batch_id' in row && { batch_id: datasets.get(row['batch_id'] as number) }),
          recorded_in: 0,
          superseded_in: null,
          isCurrent: row['superseded_in'] === null,
        });
      })
      .sort();
  return Object.fromEntries(
    Object.entries(of)
      .filter(([table]) => !NUMBERED.includes(table as TableName))
      .map(([table, list]) => [table, rows(list)]),
  );
}

const last = <Item>(items: readonly Item[]): Item => items[items.length - 1];

test('an undisturbed run changes every table with each of its files', () => {
  // The first state, and one after each of the thirteen files.
  expect(states).toHaveLength(14);
  // 87 stocks are three times up to forty.
  expect(updateStates).toHaveLength(4);
  const isConstant = (table: string, texts: readonly string[]) => ({
    table,
    isConstant: new Set(texts).size === 1,
  });
  for (const table of TABLES) {
    const texts = [...states, ...updateStates].map((state) => JSON.stringify(state[table]));
    expect(isConstant(table, texts)).toEqual({ table, isConstant: table === 'market_kind' });
  }
});

/** Returns some places among many: each k-th, and those around the ends. */
const places = (count: number, step: number): number[] =>
  Array.from({ length: count }, (_, k) => k + 1).filter((n) => n % step === 1 || n >= count - 1);

describe('an import whose connection is lost', () => {
  test('leaves nothing of its file, and is completed by the next one', async () => {
    const firstOfPrices = statements.findIndex((text) => text.includes('COPY "bars"'));
    const ofPrices = [-1, 0, 1, 2].map((more) => firstOfPrices + 1 + more);
    for (const n of new Set([...places(statements.length, 29), ...ofPrices])) {
      await makeBase();
      const lost = losingPool(database.pool, n);
      await expect(importFolder(lost.pool, next, options)).rejects.toThrow(LOST);
      expect({ n, tables: await dump() }).toEqual({ n, tables: states[lost.commits()] });
      await importFolder(database.pool, next, options);
      expect({ n, tables: contents(await dump()) }).toEqual({ n, tables: contents(last(states)) });
    }
    await updateFeatures(database.pool);
    expect(contents(await dump())).toEqual(contents(last(updateStates)));
  });

  test('may have gone in where only the answer to its COMMIT was lost', async () => {
    await makeBase();
    const lost = watchedPool(
      database.pool,
      () => undefined,
      () => Promise.reject(new Error(LOST)),
    );
    await expect(importFolder(lost, next, options)).rejects.toThrow(LOST);
    expect(await dump()).toEqual(states[1]);
    await importFolder(database.pool, next, options);
    expect(contents(await dump())).toEqual(contents(last(states)));
  });

  test('in the middle of a COPY leaves nothing of its file either', async () => {
    await makeBase();
    await asOwner(
      database,
      `CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF current_query() LIKE 'COPY%' THEN PERFORM pg_sleep(60); END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER wait AFTER INSERT ON bars FOR EACH STATEMENT EXECUTE FUNCTION wait()`,
    );
    try {
      const result = importFolder(database.pool, next, options).catch((error: unknown) => error);
      const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep'`;
      while ((await database.pool.query(terminate)).rowCount === 0) await setTimeout(10);
      expect(String(await result)).toContain('terminating connection');
      expect(await dump()).toEqual(states[4]);
    } finally {
      await asOwner(database, 'DROP FUNCTION wait CASCADE');
    }
    await importFolder(database.pool, next, options);
    expect(contents(await dump())).toEqual(contents(last(states)));
  });

  test('leaves no trace in a new store, so that it may be imported in another way', async () => {
    await emptyStore(database);
    await importFolder(database.pool, await writeFolder(fileOf('companies', 'S1,S1 Ltd,,,IT')), options);
    const prices = await writeFolder(fileOf('prices', flatBar('S1', '2024-10-01', 10)));
    const before = await dump();
    // The connection is lost where the bars would be copied.
    const lost = watchedPool(database.pool, (text) => {
      if (text.includes('COPY "bars"')) throw new Error(LOST);
    });
    await expect(importFolder(lost, prices, { ...options, adjusted: true })).rejects.toThrow(LOST);
    expect(await dump()).toEqual(before);
    const { refusedFiles } = await importFolder(database.pool, prices, options);
    expect(refusedFiles).toEqual([]);
  });
});

describe('a row that the server refuses', () => {
  /** A table, how the statement begins that writes it, and the number of files that are in before. */
  test.each([
    ['calendar_days', '', 0],
    ['stocks', '', 1],
    ['classifications', '', 1],
    ['symbols', '', 2],
    ['bars', 'WITH moved', 2],
    ['actions', 'COPY', 3],
    ['bars', 'COPY', 4],
    ['stale_features', '', 0],
    ['company_events', 'COPY', 9],
    ['refusals', '', 0],
    ['batches', '', 0],
  ] as const)('of %s, in a statement "%s…", undoes the whole file', async (table, begin, filesBefore) => {
    await makeBase();
    // The failure comes after the rows, so that there are rows to undo.
    await asOwner(
      database,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF current_query() LIKE '${begin}%' THEN RAISE 'no such row'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER refuse AFTER INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()`,
    );
    try {
      await expect(importFolder(database.pool, next, options)).rejects.toThrow('no such row');
      expect(await dump()).toEqual(states[filesBefore]);
    } finally {
      await asOwner(database, 'DROP FUNCTION refuse CASCADE');
    }
    await importFolder(database.pool, next, options);
    expect(contents(await dump())).toEqual(contents(last(states)));
  });
});

describe('an update of features whose connection is lost', () => {
  test('leaves whole groups of stocks, notes the others, and is completed by the next one', async () => {
    for (const n of places(updateStatements.length, 9)) {
      await makeBase();
      await importFolder(database.pool, next, options);
      const lost = losingPool(database.pool, n);
      await expect(updateFeatures(lost.pool)).rejects.toThrow(LOST);
      expect({ n, tables: await dump() }).toEqual({ n, tables: updateStates[lost.commits()] });
      await updateFeatures(database.pool);
      expect({ n, tables: await dump() }).toEqual({ n, tables: last(updateStates) });
    }
  });

  test.each(['features', 'bar_flags'])('is undone where the server refuses a row of %s', async (table) => {
    await makeBase();
    await importFolder(database.pool, next, options);
    await asOwner(
      database,
      `ALTER TABLE ${table} ADD CONSTRAINT refuse CHECK (day < '2024-09-25') NOT VALID`,
    );
    try {
      await expect(updateFeatures(database.pool)).rejects.toThrow('violates check constraint "refuse"');
      expect(await dump()).toEqual(updateStates[0]);
    } finally {
      await asOwner(database, `ALTER TABLE ${table} DROP CONSTRAINT refuse`);
    }
    await updateFeatures(database.pool);
    expect(await dump()).toEqual(last(updateStates));
  });

  test('which is followed by another import is as from scratch', async () => {
    await makeBase();
    await importFolder(database.pool, next, options);
    const afterOneGroup = updateStatements.indexOf('COMMIT') + 4;
    await expect(updateFeatures(losingPool(database.pool, afterOneGroup).pool)).rejects.toThrow(LOST);
    const more = await writeFolder(
      fileOf('prices', flatBar('S0', '2024-09-25', 99), flatBar('S84', '2024-10-07', 99)),
    );
    await importFolder(database.pool, more, options);
    await updateFeatures(database.pool);
    const fixed = contents(await dump());

    await makeBase();
    await importFolder(database.pool, next, options);
    await updateFeatures(database.pool);
    await importFolder(database.pool, more, options);
    await updateFeatures(database.pool);
    const whole = contents(await dump());
    // What was superseded differs: rows of the first, full update. What counts now does not.
    expect(current(fixed)).toEqual(current(whole));
  });
});

const current = (tables: unknown) =>
  Object.entries(tables as Record<string, string[]>).map(([table, rows]) => [
    table,
    rows.filter((row) => !row.includes('"isCurrent":false')),
  ]);
