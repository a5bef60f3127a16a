import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { openDatabase, type OpenDatabase } from '../../../src/database/openDatabase.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { updateFeatures } from '../../../src/market/store/updateFeatures.js';
import { closeTestDatabases, createTestDatabase } from '../../support/database/testDatabase.js';
import { fileOf, flatBar, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';
import { dumpTables, emptyStore, withClient } from '../../support/market/storeTables.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

/** Two pools, which for the database are two processes. */
let one: OpenDatabase;
let other: OpenDatabase;
let folders: readonly [string, string];

const DAYS = [
  '2024-09-23',
  '2024-09-24',
  '2024-09-25',
  '2024-09-26',
  '2024-09-27',
  '2024-09-30',
  '2024-10-01',
];
const STOCKS = Array.from({ length: 60 }, (_, k) => `S${k}`);
const companies = (...more: string[]) =>
  fileOf('companies', ...[...STOCKS, ...more].map((name) => `${name},${name} Ltd,,,IT`));
/** The prices differ from day to day: those of a day that repeats the one before are refused. */
const bars = (days: readonly string[], base: number) =>
  fileOf(
    'prices',
    ...STOCKS.flatMap((name, k) => days.map((on) => flatBar(name, on, base + k + DAYS.indexOf(on)))),
  );

beforeAll(async () => {
  const url = await createTestDatabase();
  one = await openDatabase({ url, home: '' });
  other = await openDatabase({ url, home: '' });
  folders = [
    await writeFolder({
      ...companies('X'),
      ...bars(DAYS.slice(0, 5), 10),
      ...fileOf('actions', 'S1,2024-09-25,SPLIT,2,1'),
    }),
    await writeFolder({
      ...companies('Y'),
      ...bars(DAYS.slice(3), 20),
      ...fileOf('actions', 'S1,2024-09-25,SPLIT,4,1'),
      ...fileOf('holidays', '2024-09-24,HOLIDAY,Strike'),
    }),
  ];
});
beforeEach(() => emptyStore(one));
afterEach(() => {
  for (const { pool } of [one, other]) expect(pool.totalCount - pool.idleCount).toBe(0);
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await closeTestDatabases();
  await removeFolders();
});

const options = { today: TODAY };
const dump = () => withClient(one, dumpTables);

/** Returns the tables after imports one after the other, and an update of features. */
async function serial(...order: readonly string[]) {
  await emptyStore(one);
  for (const folder of order) await importFolder(one.pool, folder, options);
  await updateFeatures(one.pool);
  return dump();
}

async function expectContiguousBatches(): Promise<void> {
  const { rows } = await one.pool.query<{ id: number }>('SELECT id FROM batches ORDER BY recorded_at');
  expect(rows.map(({ id }) => id)).toEqual(rows.map((_, k) => k + 1));
}

test('two imports end as one after the other', async () => {
  const [first, second] = folders;
  const allowed = [await serial(first, second), await serial(second, first)];
  expect(allowed[0]).not.toEqual(allowed[1]);
  for (let round = 0; round < 4; round++) {
    await emptyStore(one);
    const [a, b] = round % 2 === 0 ? [one, other] : [other, one];
    const results = await Promise.all([
      importFolder(a.pool, first, options),
      importFolder(b.pool, second, options),
    ]);
    expect(results.map(({ refusedFiles }) => refusedFiles)).toEqual([[], []]);
    await expectContiguousBatches();
    await updateFeatures(other.pool);
    expect(allowed).toContainEqual(await dump());
  }
});

test('the same folder twice at a time is one import and one that changes nothing', async () => {
  const expected = await serial(folders[0], folders[0]);
  await emptyStore(one);
  const results = await Promise.all([one, other].map(({ pool }) => importFolder(pool, folders[0], options)));
  const inserted = results
    .map(({ files }) => files.reduce((sum, file) => sum + file.inserted, 0))
    .sort((a, b) => a - b);
  // 61 companies, 1 action, 60 × 5 bars.
  expect(inserted).toEqual([0, 362]);
  await updateFeatures(one.pool);
  expect(await dump()).toEqual(expected);
});

test('updates of features that run at the same time, or during an import, leave what one after the other leaves', async () => {
  const expected = await serial(folders[0], folders[1]);
  await emptyStore(one);
  await importFolder(one.pool, folders[0], options);
  const updates = await Promise.all([one, other].map(({ pool }) => updateFeatures(pool)));
  // The second one found nothing to do.
  expect(updates.map(({ stocks }) => stocks).sort((a, b) => a - b)).toEqual([0, 60]);
  await Promise.all([importFolder(one.pool, folders[1], options), updateFeatures(other.pool)]);
  await updateFeatures(one.pool);
  await expectContiguousBatches();
  const isCurrent = (row: string) => /"superseded_in": null/.test(row);
  const withoutBatch = (row: string) => row.replace(/"recorded_in": \d+, /, '');
  const current = (rows: readonly string[]) => rows.filter(isCurrent).map(withoutBatch).sort();
  const found = await dump();
  expect(found.stale_features).toEqual([]);
  expect(found.bar_flags).toEqual(expected.bar_flags);
  expect(current(found.features)).toEqual(current(expected.features));
  expect(current(found.features).length).toBeGreaterThan(60 * DAYS.length - 61);
});
