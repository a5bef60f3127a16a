import { afterAll, afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TradedBars } from '../../../src/market/facts.js';
import { KeptBars } from '../../../src/market/store/keptBars.js';
import { newestBatch, recordBatch } from '../../../src/market/store/recordBatch.js';
import { recordPrices } from '../../../src/market/store/recordPrices.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { storedBars } from '../../../src/market/store/storedBars.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { day, removeFolders } from '../../support/market/folder.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../../support/market/market.js';
import { importFiles } from '../../support/runs/store.js';
import { withClient } from '../../support/market/storeTables.js';

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

test('hears of bars from any source', async () => {
  const database = await openTestDatabase();
  const sessions = await sessionsFrom('2024-05-02', 3);
  await importFiles(database, filesOf(marketOver(sessions, 'another source')));
  const kept = new KeptBars();
  await withClient(database, async (client) => {
    const ids = await stockIds(client);
    const current = async () => kept.of(client, ids, [1], await newestBatch(client));
    await current();
    const ticker = ids.tickerOf(1);
    const other: TradedBars = {
      day: Int32Array.of(day(sessions[2])),
      open: Float64Array.of(7),
      high: Float64Array.of(7),
      low: Float64Array.of(7),
      close: Float64Array.of(7),
      volume: Float64Array.of(1),
      value: Float64Array.of(7),
      secondary: Uint8Array.of(0),
      series: Uint8Array.of(0),
    };
    await recordBatch(client, { dataset: 'prices', source: 'bhavcopy.zip', rows: 1, refusals: [] }, (batch) =>
      recordPrices(
        client,
        { file: '', bars: new Map([[ticker, other]]), lines: new Map([[ticker, [2]]]) },
        ids,
        batch,
      ),
    );
    expect((await current()).get(ticker)?.close.at(-1)).toBe(7);
  });
}, 120_000);
