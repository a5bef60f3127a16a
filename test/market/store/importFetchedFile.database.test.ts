import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../../src/database/database.js';
import { dayOf } from '../../../src/market/day.js';
import { importFetchedFile, type FetchedOptions } from '../../../src/market/store/importFetchedFile.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { udiffFile } from '../../support/market/udiff.js';
import { zipFile } from '../../support/market/zipFile.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

const TODAY = { today: dayOf('2024-10-31') };
const SYMBOLS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];

let database: Database;
let folder: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = await temporaryFolder();
  const companies = ['ticker,name', ...SYMBOLS.map((symbol) => `${symbol},Company ${symbol}`)];
  await writeFile(join(folder, 'companies.csv'), `${companies.join('\n')}\n`);
  await importFolder(database.pool, folder, TODAY);
});
afterEach(() => remove(folder));
afterAll(closeTestDatabases);

const fileOf = (day: string, stocks = SYMBOLS.length, close = 100): Buffer =>
  Buffer.from(
    udiffFile(
      day,
      SYMBOLS.slice(0, stocks).map((symbol) => ({ symbol, close })),
    ),
  );

const take = (bytes: Buffer, options: Partial<FetchedOptions> = {}) =>
  importFetchedFile(
    database.pool,
    { name: 'feed.csv', bytes },
    { ...TODAY, expectedDay: '2024-10-08' as IsoDate, format: null, ...options },
  );

const storedBars = async (): Promise<number> =>
  (await database.pool.query<{ n: string }>('SELECT count(*) AS n FROM bars')).rows.map(({ n }) =>
    Number(n),
  )[0];

describe('a file that was fetched', () => {
  test('is taken where it is whole and of the day, and says its batches', async () => {
    expect(await take(fileOf('2024-10-08'))).toMatchObject({
      days: ['2024-10-08'],
      rows: 10,
      refusedReason: null,
      batches: [expect.any(Number)],
    });
    expect(await storedBars()).toBe(10);
    expect(await take(fileOf('2024-10-08'))).toMatchObject({ rows: 10, refusedReason: null });
    expect(await storedBars()).toBe(10);
  });

  test.each([
    [
      'of another day',
      () => fileOf('2024-10-07'),
      'expected rows of 2024-10-08 alone, got rows of 2024-10-07',
    ],
    [
      'of two days',
      () =>
        Buffer.concat([
          fileOf('2024-10-08'),
          Buffer.from(fileOf('2024-10-07').toString().split('\n').slice(1).join('\n')),
        ]),
      'expected rows of 2024-10-08 alone, got rows of 2024-10-07',
    ],
    ['half written', () => fileOf('2024-10-08', 7), 'those of 7: the file is half written'],
    ['cut off', () => fileOf('2024-10-08').subarray(0, -50), 'was cut off'],
    ['a page of HTML', () => Buffer.from('<html><body>Access denied</body></html>'), 'is a page of HTML'],
    ['nothing', () => Buffer.alloc(0), 'is empty'],
    ['of no layout', () => Buffer.from('a,b\n1,2\n'), 'is no file that can be read'],
    [
      'two files of which one is damaged',
      () =>
        zipFile([
          { name: 'a.csv', bytes: fileOf('2024-10-08') },
          { name: 'b.csv', bytes: '<html></html>' },
        ]),
      'b.csv is a page of HTML',
    ],
  ])('is refused where it is %s, and nothing of it is stored', async (_, bytes, reason) => {
    await take(fileOf('2024-10-04'), { expectedDay: '2024-10-04' as IsoDate });
    const refused = await take(bytes());
    expect(refused.refusedReason).toContain(reason);
    expect(refused).toMatchObject({ rows: 0, batches: [] });
    expect(await storedBars()).toBe(10);
  });

  test('is refused where it is of another layout than its feed says', async () => {
    const { refusedReason } = await take(fileOf('2024-10-08'), { format: 'nse-other' });
    expect(refusedReason).toBe(
      'feed.csv: expected a file of the layout nse-other, got nse-udiff. Nothing of it was taken.',
    );
    expect(await take(fileOf('2024-10-08'), { format: 'nse-udiff' })).toMatchObject({ refusedReason: null });
  });

  test('is refused where it repeats the session before under its own day', async () => {
    const many = Array.from({ length: 30 }, (_, k) => `S${k}`);
    await writeFile(
      join(folder, 'companies.csv'),
      `ticker,name\n${many.map((symbol) => `${symbol},${symbol}`).join('\n')}\n`,
    );
    await importFolder(database.pool, folder, TODAY);
    const file = (day: string) =>
      Buffer.from(
        udiffFile(
          day,
          many.map((symbol, k) => ({ symbol, close: 100 + k })),
        ),
      );
    await take(file('2024-10-07'), { expectedDay: '2024-10-07' as IsoDate });
    const { days, refusedReason } = await take(file('2024-10-08'));
    expect(days).toEqual(['2024-10-08']);
    expect(refusedReason).toMatch(
      /^Expected rows of prices that can be believed, got 30 that were refused: expected the bars of 2024-10-08, but /,
    );
    expect(await storedBars()).toBe(30);
  });

  test('may lack some stocks, as sessions do', async () => {
    await take(fileOf('2024-10-07'), { expectedDay: '2024-10-07' as IsoDate });
    expect(await take(fileOf('2024-10-08', 8))).toMatchObject({ rows: 8, refusedReason: null });
  });
});
