/** Why stocks have no bar, and in which series they traded, from the files of the exchange to the answers of the API. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { dayOf } from '../../src/market/day.js';
import { importHeap } from '../../src/market/store/importHeap.js';
import { updateFeatures } from '../../src/market/store/updateFeatures.js';
import { applySessionQuorum } from '../../src/market/store/applySessionQuorum.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf } from '../support/graphql/execute.js';
import { udiffFile, type UdiffRow } from '../support/market/udiff.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

const TODAY = { today: dayOf('2024-10-31') };
const [A, B, C, D] = ['A', 'B', 'C', 'D'].map((symbol): UdiffRow => ({ symbol }));

let database: Database;
let services: Services;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await temporaryFolder();
  const [format, heap] = [join(folder, 'format'), join(folder, 'heap')];
  await mkdir(format);
  await mkdir(heap);
  await writeFile(join(format, 'companies.csv'), 'ticker,name\nA,Alpha\nB,Beta\nC,Gamma\nD,Delta\n');
  // The 2nd is a holiday. On the 4th and the 8th nothing says where C is: no file, and an excerpt of one.
  const bar = (symbol: string, date: string) => `${symbol},${date},100,100,100,100,5000`;
  const bars = [
    ...['A', 'B', 'D'].map((symbol) => bar(symbol, '2024-10-04')),
    ...['B', 'D'].map((symbol) => bar(symbol, '2024-10-08')),
  ];
  await writeFile(join(format, 'prices.csv'), `ticker,date,open,high,low,close,volume\n${bars.join('\n')}\n`);
  await importFolder(database.pool, format, TODAY);
  const put = (day: string, rows: readonly UdiffRow[]) => writeFile(join(heap, day), udiffFile(day, rows));
  await put('2024-10-01', [A, B, C, D]);
  await put('2024-10-03', [A, { symbol: 'B', series: 'T0' }, { symbol: 'X' }, D]);
  await put('2024-10-08', [A]);
  await put('2024-10-09', [A, { symbol: 'B', series: 'BE' }, { symbol: 'C', series: 'BZ' }, D]);
  expect((await importHeap(database.pool, [heap], TODAY)).refusedFiles).toEqual([]);
  await updateFeatures(database.pool);
  await applySessionQuorum(database.pool, 0.5);
  services = await dayServices(database);
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

interface Answer {
  readonly gaps: readonly {
    readonly from: string;
    readonly to: string;
    readonly sessions: number;
    readonly cause: string;
  }[];
  readonly dataQuality: { readonly gaps: number; readonly bars: number };
  readonly bars: { readonly nodes: readonly { readonly date: string; readonly series: string | null }[] };
}
async function stockOf(ticker: string): Promise<Answer> {
  const query = `{ stock(ticker: "${ticker}") {
    gaps { from to sessions cause } dataQuality { gaps bars } bars { nodes { date series } } } }`;
  return (await dataOf(await createContext(services), query))['stock'] as Answer;
}

test('a gap says why there is no bar, as far as a file of the day says it', async () => {
  const gap = (day: string, cause: string) => ({ from: day, to: day, sessions: 1, cause });
  expect((await stockOf('A')).gaps).toEqual([gap('2024-10-07', 'SOURCE_MISSING')]);
  expect((await stockOf('B')).gaps).toEqual([
    gap('2024-10-03', 'OTHER_SERIES'),
    gap('2024-10-07', 'SOURCE_MISSING'),
  ]);
  expect((await stockOf('C')).gaps).toEqual([
    gap('2024-10-03', 'SUSPENDED'),
    gap('2024-10-04', 'UNKNOWN'),
    gap('2024-10-07', 'SOURCE_MISSING'),
    gap('2024-10-08', 'UNKNOWN'),
  ]);
});

test('bars tell their series; those of the import format none', async () => {
  expect((await stockOf('B')).bars.nodes).toEqual([
    { date: '2024-10-09', series: 'BE' },
    { date: '2024-10-08', series: null },
    { date: '2024-10-04', series: null },
    { date: '2024-10-01', series: 'EQ' },
  ]);
});

test('gaps, quality and status are the counts of the store', async () => {
  const { rows } = await database.pool.query<{ ticker: string; bars: number }>(
    `SELECT split_part(ticker, '.', 1) AS ticker, count(*)::int4 AS bars
     FROM bars JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL GROUP BY ticker ORDER BY ticker`,
  );
  const sessions = 6;
  for (const { ticker, bars } of rows) {
    const { gaps, dataQuality } = await stockOf(ticker);
    expect(dataQuality).toEqual({ bars, gaps: sessions - bars });
    expect(gaps.reduce((sum, gap) => sum + gap.sessions, 0)).toBe(sessions - bars);
  }
  const status = '{ warehouseStatus { bars datasets { dataset accepted refused newest } } }';
  const { warehouseStatus } = (await dataOf(await createContext(services), status)) as {
    warehouseStatus: { bars: number; datasets: { dataset: string }[] };
  };
  const total = rows.reduce((sum, { bars }) => sum + bars, 0);
  expect(warehouseStatus.bars).toBe(total);
  expect(warehouseStatus.datasets.find(({ dataset }) => dataset === 'PRICES')).toMatchObject({
    ...{ accepted: total, refused: 0, newest: '2024-10-09' },
  });
});
