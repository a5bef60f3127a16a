import type pg from 'pg';
import type { Ticker } from '../../scoring/names.js';
import type { Cell } from '../datasets/factTable.js';
import { intelligence } from '../datasets/intelligence.js';
import type { Move } from './moveFacts.js';
import { insertRows, supersede } from './recordFacts.js';
import { sqlDate } from './sqlDate.js';
import type { StockIds } from './stockIds.js';
import { NO_STOCKS, storedIntelligence } from './storedIntelligence.js';

/** The day whose symbols an item has: what is to come is told under those of the day on which it was published first. */
const TOLD_ON = `least(day, (
  SELECT min(published_on) FROM intelligence AS version
  WHERE version.item = intelligence.item AND version.superseded_in IS NULL
))`;

/**
 * Moves items about a former symbol's stock to the stock that had the symbol when they were told. An item that is known of
 * that stock already stays, and the moved one is superseded only. Of two that become one, the first counts.
 *
 * @param client is in the transaction of the batch
 */
export async function moveIntelligence(
  client: pg.ClientBase,
  { from, to, after, until }: Move,
  { tickerOf }: StockIds,
  batch: number,
): Promise<void> {
  const { table } = intelligence;
  const [former, ticker] = [tickerOf(from), tickerOf(to)];
  const span = [sqlDate(after), sqlDate(until)];
  const rows = await storedIntelligence(
    client,
    `stocks @> ARRAY[$1] AND ${TOLD_ON} > $2 AND ${TOLD_ON} <= $3 ORDER BY recorded_in, item`,
    [former, ...span],
  );
  if (rows.length === 0) return;
  const moved = rows.map((cells) => {
    const item = table.fact(cells, NO_STOCKS);
    const tickers = item.tickers.map((one): Ticker => (one === former ? ticker : one));
    return table.cells({ ...item, tickers: [...new Set(tickers)].sort() }, NO_STOCKS);
  });
  const items = moved.map(([item]) => item);
  const own = await storedIntelligence(client, 'item = ANY ($1)', [items]);
  const known = new Set(own.map(keyOf));
  const added = moved.filter((cells) => !known.has(keyOf(cells)) && known.add(keyOf(cells)));
  await supersede(client, table, rows, batch);
  await insertRows(client, table, added, batch);
}

const keyOf = ([item, publishedOn]: readonly Cell[]): string => `${item} ${publishedOn}`;
