import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { CompanyRow } from '../../books/snapshot.js';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import type { LoaderSources } from '../loaders.js';
import { Stock } from '../stock/stock.js';

/**
 * Returns a stock that something is stored of, by its ticker. One that no company has any more is as it was recorded last.
 *
 * @throws Error where there never was one
 */
export async function stockNamed(
  ticker: Ticker,
  { loaders, snapshot }: Pick<GraphqlContext, 'loaders' | 'snapshot'>,
): Promise<Stock> {
  const row = snapshot.company(ticker) ?? (await loaders.get(formerCompanyLoader).load(ticker));
  if (row === null) throw new Error(`Expected a company with the ticker ${ticker}, got none.`);
  return new Stock(row);
}

/** Loads companies that are not in the snapshot, as they were recorded last; null where there is none. */
function formerCompanyLoader({ reads }: Pick<LoaderSources, 'reads'>): DataLoader<Ticker, CompanyRow | null> {
  return new DataLoader(async (tickers) => {
    const rows = await reads.rows(sql<CompanyRow>`
      SELECT DISTINCT ON (stock_id) stock_id, ticker, name, isin, industry, basic_industry, sector_group
      FROM stocks JOIN companies ON companies.stock_id = stocks.id
      WHERE ticker = ANY (${[...tickers]}::text[])
      ORDER BY stock_id, recorded_in DESC`);
    const known = new Map(rows.map((row) => [row.ticker, row]));
    return tickers.map((ticker) => known.get(ticker) ?? null);
  });
}
