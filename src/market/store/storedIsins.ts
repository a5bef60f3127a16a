import type pg from 'pg';
import type { Ticker } from '../../scoring/names.js';
import { isinsOf, type Isins } from '../isins.js';
import type { StockIds } from './stockIds.js';
import { storedSymbols } from './storedSymbols.js';

const NEWEST = 2_147_483_647;

/**
 * Reads all ISINs that were ever known of each company, as recorded at a batch, or now where no batch is given. A company
 * that turned out to be a former symbol of another one gave its ISINs to that.
 */
export async function storedIsins(client: pg.ClientBase, ids: StockIds, batch = NEWEST): Promise<Isins> {
  const symbols = await storedSymbols(client, ids, batch);
  const { rows } = await client.query<{ ticker: Ticker; isin: string; isFormer: boolean }>(
    `SELECT DISTINCT ticker, isin, EXISTS (
       SELECT FROM batches WHERE id = superseded_in AND id <= $1 AND dataset = 'symbols'
     ) AS "isFormer"
     FROM companies JOIN stocks ON stocks.id = stock_id WHERE recorded_in <= $1 AND isin <> ''`,
    [batch],
  );
  return isinsOf(
    rows.map(({ ticker, isin, isFormer }) => ({
      ticker: (isFormer ? symbols.newestOf(ticker) : null) ?? ticker,
      isin,
    })),
  );
}
