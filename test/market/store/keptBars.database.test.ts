import { afterAll, afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeptBars } from '../../../src/market/store/keptBars.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { storedBars } from '../../../src/market/store/storedBars.js';
import { closeTestDatabases, openTestDatabase } from '../../database/testDatabase.js';
import { removeFolders } from '../../market/folder.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../../runs/market.js';
import { importFiles } from '../../runs/store.js';
import { withClient } from './storeTables.js';

afterEach(removeFolders);
afterAll(closeTestDatabases);

test('gives the bars that are stored, of any stocks, after any import', async () => {
  const database = await openTestDatabase();
  const sessions = await sessionsFrom('2024-05-02', 12);
  const market = marketOver(sessions, 'kept bars');
  // The last session, and one stock, are not there yet.
  const early = (market.prices ?? []).filter(
    (row) => !row.includes(sessions[11]) && !row.startsWith(TICKERS[15]),
  );
  await importFiles(database, filesOf({ ...market, prices: early }));
  const kept = new KeptBars();
  const check = (chosen: readonly number[]) =>
    withClient(database, async (client) => {
      const ids = await stockIds(client);
      const stocks = chosen.map((k) => ids.idOf(`${TICKERS[k]}.NS` as Parameters<typeof ids.idOf>[0]));
      const bars = await kept.of(client, ids, stocks, await newestBatch(client));
      expect(bars).toEqual(await storedBars(client, ids, { stocks }));
    });
  const all = TICKERS.map((_, k) => k);
  await check(all.slice(0, 5));
  const imports = fc.sample(
    fc.record({
      rows: fc.array(fc.record({ k: fc.constantFrom(...all), on: fc.constantFrom(...sessions) }), {
        minLength: 1,
        maxLength: 4,
      }),
      close: fc.integer({ min: 100, max: 500 }),
      chosen: fc.uniqueArray(fc.constantFrom(...all), { minLength: 1 }),
    }),
    { numRuns: 20, seed: 20_241_122 },
  );
  for (const { rows, close, chosen } of imports) {
    const prices = rows.map(({ k, on }) => bar(TICKERS[k], on, close, 50_000));
    await importFiles(database, filesOf({ prices: [...new Set(prices)] }));
    await check(chosen);
  }
  await check(all);
}, 120_000);
