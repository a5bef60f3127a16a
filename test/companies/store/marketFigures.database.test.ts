/** The figures of all companies and of some, read from a small store that is corrected. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { figuresOfStocks } from '../../../src/companies/store/figuresOfStocks.js';
import { MarketFigures } from '../../../src/companies/store/marketFigures.js';
import type { Database } from '../../../src/database/database.js';
import { Reads } from '../../../src/graphql/reads.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { all } from '../../support/companies/figures.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import {
  day,
  fileOf,
  flatBar,
  removeFolders,
  ticker,
  TODAY,
  writeFolder,
  type Files,
} from '../../support/market/folder.js';

const ENDS = ['2023-09-30', '2023-12-31', '2024-03-31', '2024-06-30'];
const sales = (value: number, ends = ENDS): string[] =>
  ends.map((end) => `A,${end},QUARTER,sales,${value},,PRIMARY`);

let database: Database;
let market: MarketFigures;
let batch: number;
let ids: Record<'A' | 'B', number>;

const load = async (files: Files) => {
  await importFolder(database.pool, await writeFolder(files), { today: TODAY });
  batch = await newestBatch(database.pool);
};
const salesOn = async (date: string, of = batch) =>
  (await market.of(of, day(date))).get(ids.A)?.ttm('sales')?.value;

beforeAll(async () => {
  database = await openTestDatabase();
  market = new MarketFigures(database);
  await load({
    ...fileOf('companies', 'A,Alpha,,Power,', 'B,Beta,,Power,'),
    ...fileOf('prices', flatBar('A', '2024-10-07', 100), flatBar('A', '2024-10-08', 50)),
    ...fileOf('actions', 'A,2024-10-08,SPLIT,2,1'),
    ...fileOf(
      'statements',
      ...sales(10),
      ...ENDS.map((end) => `A,${end},QUARTER,eps,4,,SECONDARY`),
      'A,2024-09-30,POINT,pe,20,2024-10-01,SECONDARY',
      'B,2024-03-31,ANNUAL,equity,7,2024-08-01,PRIMARY',
    ),
  });
  const { rows } = await database.pool.query<{ ticker: string; id: number }>('SELECT ticker, id FROM stocks');
  const idOf = (symbol: string) => rows.find((row) => row.ticker === ticker(symbol))?.id ?? NaN;
  ids = { A: idOf('A'), B: idOf('B') };
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

test('each day has what was published by then, and is kept', async () => {
  // June was published 45 days after its end, as no date is given.
  expect(await salesOn('2024-08-13')).toBeUndefined();
  expect(await salesOn('2024-08-14')).toBe(40);
  const days = [market.of(batch, day('2024-08-14')), market.of(batch, day('2024-08-14'))];
  expect(days[0]).toBeInstanceOf(Map);
  expect(days[1]).toBe(days[0]);
  const companiesOn = async (date: string) => [...(await market.of(batch, day(date))).keys()];
  expect(await companiesOn('2024-07-31')).toEqual([ids.A]);
  expect(new Set(await companiesOn('2024-08-01'))).toEqual(new Set([ids.A, ids.B]));
  expect(await companiesOn('2023-01-01')).toEqual([]);
});

test('an import of other facts leaves it, and a correction is another batch', async () => {
  const [former, before] = [batch, await market.of(batch, TODAY)];
  await load(fileOf('prices', flatBar('B', '2024-10-08', 5)));
  expect(batch).toBeGreaterThan(former);
  const [one, other] = await Promise.all([market.of(batch, TODAY), market.of(batch, TODAY)]);
  expect([one === before, other === before]).toEqual([true, true]);
  const priced = batch;
  await load(fileOf('statements', ...sales(15, ENDS.slice(-1))));
  expect(await salesOn('2024-10-08')).toBe(45);
  expect(await salesOn('2024-10-08', priced)).toBe(40);
});

test('a failure is not kept', async () => {
  const { pool } = database;
  let failures = 1;
  const failing = new Proxy(pool, {
    get: (target, name) => {
      if (name === 'connect' && failures-- > 0) return () => Promise.reject(new Error('a fault'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const figures = new MarketFigures({ pool: failing });
  await expect(figures.of(batch, TODAY)).rejects.toThrow('a fault');
  expect((await figures.of(batch, TODAY)).size).toBe(2);
});

test('of some companies all figures are read, with one statement', async () => {
  const reads = new Reads(database);
  const companies = await figuresOfStocks([ids.A, ids.B, 999], day('2024-10-08'), (query) =>
    reads.rows(query),
  );
  expect(reads.counts.statements).toBe(1);
  const [a, b, none] = [ids.A, ids.B, 999].map((stock) => companies.get(stock));
  // The split was on that day: 4 × 4 / 2.
  expect(a?.ttm('eps')).toMatchObject({ value: 8, source: 'SECONDARY' });
  expect(a && all(a, 'pe')).toMatchObject([{ value: 20, unit: 'RATIO' }]);
  expect(b?.metrics()).toMatchObject([{ code: 'equity', value: 7 }]);
  expect(none?.metrics()).toEqual([]);
});
