import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { dayOf } from '../../../src/market/day.js';
import { importBars, type GivenBar } from '../../../src/market/store/importBars.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { fileOf, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
  await take(fileOf('companies', 'ALPHA,Alpha Ltd.,,,', 'BETA,Beta Ltd.,,,'));
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

const take = async (files: ReturnType<typeof fileOf>) =>
  importFolder(database.pool, await writeFolder(files), { today: TODAY });
const record = (...rows: readonly GivenBar[]) => importBars(database.pool, rows, { today: TODAY });

const given = (changes: Partial<GivenBar> = {}): GivenBar => ({
  ticker: 'ALPHA',
  date: '2024-10-08',
  open: 100,
  high: 102.5,
  low: 99.05,
  close: 101,
  volume: 60_000,
  value: null,
  ...changes,
});
const asRow = ({ ticker, date, open, high, low, close, volume, value }: GivenBar) =>
  [ticker, date, open, high, low, close, volume, value ?? ''].join(',');

const bars = async () => {
  const { rows } = await database.pool.query(
    `SELECT ticker, day::text, recorded_in, superseded_in, source, open, high, low, close, volume, value
     FROM bars JOIN stocks ON id = stock_id ORDER BY ticker, day, recorded_in`,
  );
  return rows as readonly Record<string, unknown>[];
};
const newestBatch = async () => {
  const { rows } = await database.pool.query(
    `SELECT dataset, source, rows_read, inserted, updated, unchanged, refused, touches_from::text FROM batches
     ORDER BY id DESC LIMIT 1`,
  );
  return rows[0] as unknown;
};

const WRONG: readonly (readonly [what: string, row: Partial<GivenBar>])[] = [
  ['an unknown ticker', { ticker: 'GAMMA' }],
  ['no ticker', { ticker: 'not one' }],
  ['an empty ticker', { ticker: '' }],
  ['no date', { date: '2024-02-30' }],
  ['a holiday', { date: '2024-10-02' }],
  ['a day to come', { date: '2024-10-09' }],
  ['a price of 0', { open: 0 }],
  ['a price below 0', { close: -1 }],
  ['a high below the low', { high: 98 }],
  ['a close outside of the range', { close: 110 }],
  ['a volume below 0', { volume: -5 }],
  ['a value below 0', { value: -5 }],
  ['a number that is written with an exponent', { volume: 1e21 }],
  ['a number beyond those that a double holds in full', { value: 1_000_000_000_000_002 }],
];

describe('importBars', () => {
  test('stores rows as one batch, as a file of them is stored', async () => {
    const rows = [
      given(),
      given({ ticker: 'BETA', value: 6_060_000.5 }),
      given({ date: '2024-10-07', close: 100.5 }),
    ];
    expect(await record(...rows)).toEqual({
      file: 'recordBars',
      dataset: 'prices',
      format: 'GRAPHQL',
      batch: expect.any(Number),
      leftOut: [],
      read: 3,
      inserted: 3,
      updated: 0,
      unchanged: 0,
      refusals: [],
      flags: [],
      touchesFrom: dayOf('2024-10-07'),
    });
    expect(await newestBatch()).toEqual({
      dataset: 'prices',
      source: 'recordBars',
      rows_read: 3,
      inserted: 3,
      updated: 0,
      unchanged: 0,
      refused: 0,
      touches_from: '2024-10-07',
    });
    const stored = await bars();
    expect(stored.map(({ source, superseded_in: superseded }) => [source, superseded])).toEqual(
      rows.map(() => ['PRIMARY', null]),
    );
    // The same rows as a file change nothing.
    const { files } = await take(fileOf('prices', ...rows.map(asRow)));
    expect(files[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 3 });
    expect(await bars()).toEqual(stored);
    // And later prices of the running session replace the former ones.
    expect(await record(given({ close: 101.5 }), rows[1])).toMatchObject({
      inserted: 0,
      updated: 1,
      unchanged: 1,
    });
    expect((await bars()).filter(({ day }) => day === '2024-10-08').map(({ close }) => close)).toEqual([
      101, 101.5, 101,
    ]);
  });

  test.each(WRONG)('refuses %s by the rule, and in the words, of a file', async (_, changes) => {
    const wrong = given(changes);
    const { files } = await take(fileOf('prices', asRow(wrong)));
    const [{ column, value, rule, reason }] = files[0].refusals;
    const recorded = await record(given({ ticker: 'BETA' }), wrong);
    expect(recorded).toMatchObject({ read: 2, inserted: 1, updated: 0, unchanged: 0 });
    expect(recorded.refusals).toEqual([{ file: 'recordBars', line: 1, column, value, rule, reason }]);
    expect((await bars()).map(({ ticker }) => ticker)).toEqual(['BETA.NS']);
  });

  test('refuses rows that contradict each other, and counts them from 0', async () => {
    const { refusals, inserted, unchanged } = await record(
      given(),
      given({ ticker: 'BETA' }),
      given({ close: 100.5 }),
      given({ ticker: 'BETA' }),
    );
    expect({ inserted, unchanged }).toEqual({ inserted: 1, unchanged: 1 });
    expect(refusals.map(({ line, rule, reason }) => ({ line, rule, reason }))).toEqual(
      [0, 2].map((line) => ({
        line,
        rule: 'CONFLICTING_ROWS',
        reason: 'expected one row for this key, rows 0, 2 give it different values',
      })),
    );
  });

  test('keeps a text that PostgreSQL could not, as far as it can', async () => {
    const { refusals } = await record(given({ ticker: 'A\0B' }));
    expect(refusals.map(({ value, rule }) => [value, rule])).toEqual([['A\uFFFDB', 'NOT_A_TICKER']]);
    const { refusals: long } = await record(given({ ticker: `\x1b[2J\u202E${'x'.repeat(100_000)}` }));
    expect(long.map(({ value }) => value)).toEqual([`\uFFFD[2J\uFFFD${'x'.repeat(74)}…`]);
  });
});
