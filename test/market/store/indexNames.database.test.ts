import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { storedFacts } from '../../../src/market/store/storedFacts.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { csv, day, HEADER, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

const bar = (index: string, date: string, close: number) =>
  [index, date, close, close, close, close].join(',');
const take = async (...rows: readonly string[]) => {
  const folder = await writeFolder({ 'indices.csv': csv(HEADER.indices, ...rows) });
  const { files } = await importFolder(database.pool, folder, { today: TODAY });
  return files[0];
};
/** Returns the closes of NIFTY 50 as a market has them. */
const closes = async () => {
  const client = await database.pool.connect();
  try {
    const { indices } = await storedFacts(client, await newestBatch(client));
    const nifty = indices.get('NIFTY 50');
    return [...(nifty?.day ?? [])].map((one, k) => [one, nifty?.close[k]]);
  } finally {
    client.release();
  }
};
const current = async () => {
  const { rows } = await database.pool.query<{ name: string; close: number }>(
    `SELECT index_name AS name, close FROM index_bars WHERE superseded_in IS NULL ORDER BY day, index_name`,
  );
  return rows.map(({ name, close }) => `${name} ${close}`);
};

test('bars that an earlier version stored under another name stay those of the index', async () => {
  // Each day as an earlier version may have left it: under a former name, under two names, under the name itself.
  await take(bar('NIFTY 50', '2024-09-30', 1));
  await database.pool.query(
    `INSERT INTO index_bars (index_name, day, recorded_in, open, high, low, close) VALUES
       ('CNX Nifty', '2024-10-01', 1, 2, 2, 2, 2),
       ('Nifty 50', '2024-10-03', 1, 3, 3, 3, 3),
       ('NIFTY 50', '2024-10-03', 1, 4, 4, 4, 4)`,
  );
  const days = ['2024-09-30', '2024-10-01', '2024-10-03'].map(day);
  expect(await closes()).toEqual([1, 2, 4].map((close, k) => [days[k], close]));

  // The same bars change nothing, whichever name they are given under.
  const same = [bar('Nifty 50', '2024-10-01', 2), bar('CNX NIFTY', '2024-10-03', 4)];
  expect(await take(...same)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });

  // Another bar replaces that of the former name, and is stored under the name of now.
  expect(await take(bar('nifty50', '2024-10-01', 5))).toMatchObject({ inserted: 0, updated: 1 });
  expect(await current()).toEqual(['NIFTY 50 1', 'NIFTY 50 5', 'NIFTY 50 4', 'Nifty 50 3']);
  expect(await closes()).toEqual([1, 5, 4].map((close, k) => [days[k], close]));
});
