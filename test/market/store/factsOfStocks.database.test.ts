import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { DATASETS } from '../../../src/market/datasets/datasets.js';
import type { FactDataset } from '../../../src/market/datasets/dataset.js';
import { indices } from '../../../src/market/datasets/indices.js';
import { byTicker } from '../../../src/market/grouping.js';
import { factsOfStocks, type FactRow } from '../../../src/market/store/factsOfStocks.js';
import { factsAsRecorded } from '../../../src/market/store/recordFacts.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { removeFolders } from '../../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom } from '../../support/market/market.js';
import { importFiles } from '../../support/runs/store.js';
import { withClient } from '../../support/market/storeTables.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await importFiles(database, filesOf(marketOver(await sessionsFrom('2024-05-02', 3), 'another source')));
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

type StockFact = { readonly ticker: Ticker };
const ofStocks = DATASETS.filter(
  (dataset) => dataset.kind === 'FACTS' && dataset.table.columns[0][0] === 'stock_id',
) as unknown as readonly FactDataset<string, StockFact>[];

const send = async (query: { execute: (db: Database['db']) => Promise<{ rows: FactRow[] }> }) =>
  (await query.execute(database.db)).rows;

describe.each(ofStocks)('the facts of $name', (dataset) => {
  test('are those of the store, a list per stock', async () => {
    const stored = await withClient(database, async (client) => {
      const ids = await stockIds(client);
      const lists = byTicker(await factsAsRecorded(client, dataset.table, ids));
      return new Map([1, 2, 5].map((id) => [id, lists.get(ids.tickerOf(id)) ?? []]));
    });
    const sorted = (lists: ReadonlyMap<number, readonly StockFact[]>) =>
      [...lists].map(([id, facts]) => [
        id,
        facts.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      ]);
    const lists = await factsOfStocks(dataset, [1, 2, 5], send);
    expect(sorted(lists)).toEqual(sorted(stored));
    const now = new Date(Date.now() + 60_000).toISOString();
    expect(sorted(await factsOfStocks(dataset, [1, 2, 5], send, now))).toEqual(sorted(stored));
    expect(await factsOfStocks(dataset, [1], send, '1999-12-31T00:00:00Z')).toEqual(new Map([[1, []]]));
  });
});

test('of a dataset that is not of stocks are refused', async () => {
  await expect(factsOfStocks(indices, [1], send)).rejects.toThrow(
    'Expected a dataset whose facts are of stocks, got indices.',
  );
});
