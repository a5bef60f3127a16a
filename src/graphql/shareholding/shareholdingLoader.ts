import DataLoader from 'dataloader';
import { dayOf } from '../../market/day.js';
import { inOrderOfStocks } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { Shareholding } from '../../market/facts.js';

/** Loads all shareholdings of stocks, as recorded today. */
export function shareholdingLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<number, readonly Shareholding[]> {
  return new DataLoader(async (stocks) => {
    const rows = await reads.rows(
      db
        .selectFrom('shareholding')
        .innerJoin('stocks', 'stocks.id', 'stock_id')
        .where('stock_id', 'in', stocks)
        .where('superseded_in', 'is', null)
        .selectAll('shareholding')
        .select('ticker'),
    );
    return inOrderOfStocks(stocks, rows, (row) => ({
      ticker: row.ticker,
      quarterEnd: dayOf(row.quarter_end),
      publishedOn: dayOf(row.published_on),
      source: row.source,
      promoterPct: row.promoter_pct,
      pledgedPct: row.pledged_pct ?? NaN,
      fiiPct: row.fii_pct ?? NaN,
      diiPct: row.dii_pct ?? NaN,
    }));
  });
}
