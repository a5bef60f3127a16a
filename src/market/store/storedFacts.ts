import type pg from 'pg';
import type { GroupedDataset } from '../datasets/dataset.js';
import { groupFacts } from '../groupFacts.js';
import type { GroupedFacts, MarketFacts } from '../market.js';
import { datasetsBetween } from './datasetsBetween.js';
import { eachRow } from './eachRow.js';
import { arePricesAdjusted } from './marketKind.js';
import { asRecorded, factsAsRecorded } from './recordFacts.js';
import { stockIds, type StockIds } from './stockIds.js';
import { storedSessions } from './storedCalendar.js';
import { storedIsins } from './storedIsins.js';

/** Facts as recorded at an earlier batch, or at the same one. */
export interface FormerFacts {
  readonly batch: number;
  readonly facts: MarketFacts;
}

/**
 * Reads all facts of the market, except its bars, as recorded at a batch.
 *
 * @param former facts that were read before. What did not change since is taken from them: whole datasets, and of those of
 * stocks the facts of each stock.
 */
export async function storedFacts(
  client: pg.ClientBase,
  batch: number,
  former: FormerFacts | null = null,
): Promise<MarketFacts> {
  const ids = await stockIds(client);
  const changed = former && (await datasetsBetween(client, former.batch, batch));
  const facts = await groupFacts(async (dataset) => {
    const before = former?.facts[dataset.name as keyof GroupedFacts];
    if (former === null || !changed?.has(dataset.name)) {
      return before ?? dataset.group(await factsAsRecorded(client, dataset.table, ids, batch));
    }
    return isOfStocks(dataset)
      ? withChangedStocks(client, dataset, ids, { batch, after: former.batch, before: before as Grouped })
      : dataset.group(await factsAsRecorded(client, dataset.table, ids, batch));
  });
  return {
    ...facts,
    // They are always read: the calendar is small, and in years that it does not know, bars make the sessions.
    sessions: await storedSessions(client, ids, batch),
    isins: await storedIsins(client, ids, batch),
    pricesAdjusted: await arePricesAdjusted(client),
  };
}

/** Facts of stocks, by their tickers. */
type Grouped = ReadonlyMap<string, unknown>;

const isOfStocks = ({ table }: GroupedDataset): boolean => table.columns[0][0] === 'stock_id';

/** Reads the facts of stocks of which any changed after a batch, and takes those of all others from before. */
async function withChangedStocks(
  client: pg.ClientBase,
  dataset: GroupedDataset,
  ids: StockIds,
  { batch, after, before }: { readonly batch: number; readonly after: number; readonly before: Grouped },
): Promise<Grouped> {
  const { table } = dataset;
  const { rows } = await client.query<{ id: number }>(
    `SELECT DISTINCT stock_id AS id FROM ${table.name}
     WHERE (recorded_in > $1 AND recorded_in <= $2) OR (superseded_in > $1 AND superseded_in <= $2)`,
    [after, batch],
  );
  const changed = rows.map(({ id }) => id);
  const facts: unknown[] = [];
  const ofChanged = `${asRecorded(batch)} AND stock_id = ANY ('{${changed.join()}}')`;
  await eachRow(client, table, ofChanged, (cells) => facts.push(table.fact(cells, ids)));
  const grouped = new Map(before);
  for (const id of changed) grouped.delete(ids.tickerOf(id));
  for (const [ticker, ofStock] of dataset.group(facts) as Grouped) grouped.set(ticker, ofStock);
  return grouped;
}
