import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import type { Ticker } from '../../scoring/names.js';

/** A company as it is known today. */
export interface CompanyRow {
  readonly stock_id: number;
  readonly ticker: Ticker;
  readonly name: string;
  /** Empty where not given, as industry and sector_group. */
  readonly isin: string;
  readonly industry: string;
  readonly sector_group: string;
}

/** All companies that are known today. */
export function companies({ db }: Database) {
  return db
    .selectFrom('companies')
    .innerJoin('stocks', 'stocks.id', 'companies.stock_id')
    .where('companies.superseded_in', 'is', null)
    .select(['stock_id', 'ticker', 'name', 'isin', 'industry', 'sector_group']);
}

export function stockLoader(database: Database): DataLoader<Ticker, CompanyRow | null> {
  return new DataLoader(async (tickers) => {
    const rows = await companies(database).where('ticker', 'in', tickers).execute();
    const byTicker = new Map(rows.map((row) => [row.ticker, row]));
    return tickers.map((ticker) => byTicker.get(ticker) ?? null);
  });
}
