import type pg from 'pg';
import { symbols } from '../datasets/symbols.js';
import { FormerSymbols } from '../formerSymbols.js';
import { factsAsRecorded } from './recordFacts.js';
import type { StockIds } from './stockIds.js';

/** Reads the former symbols of stocks as recorded at a batch, or the current ones where no batch is given. */
export async function storedSymbols(
  client: pg.ClientBase,
  ids: StockIds,
  batch?: number,
): Promise<FormerSymbols> {
  return new FormerSymbols(await factsAsRecorded(client, symbols.table, ids, batch));
}
