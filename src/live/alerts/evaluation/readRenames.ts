import type pg from 'pg';
import type { Ticker } from '../../../scoring/names.js';
import { stockIds } from '../../../market/store/stockIds.js';
import { storedSymbols } from '../../../market/store/storedSymbols.js';
import { Renames } from './renames.js';

/**
 * Reads which stocks are former symbols of others. A symbol that was given to another company since is that company's: it
 * stays out.
 */
export async function readRenames(client: pg.ClientBase): Promise<Renames> {
  const { rows: formers } = await client.query<{ id: number; ticker: Ticker }>(
    `SELECT id, ticker FROM stocks
     WHERE ticker IN (SELECT former FROM symbols WHERE superseded_in IS NULL)
       AND NOT EXISTS (SELECT FROM companies WHERE stock_id = stocks.id AND superseded_in IS NULL)`,
  );
  if (formers.length === 0) return new Renames(new Map());
  const ids = await stockIds(client);
  const symbols = await storedSymbols(client, ids);
  const today = new Map<number, number>();
  for (const { id, ticker } of formers) {
    const now = symbols.newestOf(ticker);
    if (now !== null && now !== ticker) today.set(id, ids.idOf(now));
  }
  return new Renames(today);
}
