/** Files of the import format that a feed got. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { importDataFile } from '../../../src/market/feeds/importDataFile.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { csv, fileOf, flatBar, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';

const STOCKS = Array.from({ length: 30 }, (_, k) => `S${k}`);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  const folder = await writeFolder(
    fileOf('companies', ...STOCKS.map((stock) => `${stock},${stock} Ltd,,,IT`)),
  );
  await importFolder(database.pool, folder, { today: TODAY });
}, 60_000);
afterAll(async () => {
  await removeFolders();
  await closeTestDatabases();
});

const take = (day: string, stocks: number, close: number, changed = 0) => {
  const bars = STOCKS.slice(0, stocks).map((stock, k) =>
    flatBar(stock, day, close + k + (k < changed ? 1 : 0)),
  );
  const bytes = Buffer.from(csv('ticker,date,open,high,low,close,volume,value', ...bars));
  const given = { name: 'prices.csv', bytes, source: 'nse', dataset: 'prices', format: 'any' };
  const options = { expectedDay: day as IsoDate, signal: new AbortController().signal };
  return importDataFile(database.pool, { onRecorded: async () => undefined })(given, options);
};

test('takes a whole file, and none that is half written or repeats the session before', async () => {
  expect(await take('2024-10-07', 30, 10)).toMatchObject({ rows: 30, refusedReason: null });
  // The first file of a feed that holds a part of the market is taken: there is none to compare it with.
  expect(await take('2024-10-07', 10, 10)).toMatchObject({ rows: 10, refusedReason: null });
  await database.pool.query(`INSERT INTO feeds (name, since) VALUES ('nse', now())`);
  await database.pool.query(
    `INSERT INTO feed_days (feed, day, status, scheduled, succeeded_at, rows)
     VALUES ('nse', '2024-10-07', 'SUCCEEDED', true, now(), 30)`,
  );
  await expect(take('2024-10-08', 20, 11)).rejects.toThrow(
    '30 stocks as in its file of 2024-10-07, got those of 20',
  );
  expect(await take('2024-10-08', 30, 10)).toMatchObject({
    refusedReason: expect.stringMatching(
      /^Expected rows of prices that can be believed, got 30 that were refused/,
    ),
  });
  // Ten have new prices.
  expect(await take('2024-10-08', 30, 10, 10)).toMatchObject({
    refusedReason: expect.stringMatching(
      /got 20 that were refused: expected the bars of 2024-10-08, but 20 of the 30/,
    ),
  });
  expect(await take('2024-10-08', 28, 11)).toMatchObject({ rows: 28, refusedReason: null });
});
