import DataLoader from 'dataloader';
import { dayOf } from '../../market/day.js';
import type { Figure, FundamentalsRow, Period, StatementMetric } from '../../market/facts.js';
import { inOrderOfStocks } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { FUNDAMENTALS, type FundamentalName } from '../../scoring/names.js';

type Sources = Pick<LoaderSources, 'database' | 'reads'>;

/** The facts that the fundamentals of any day are computed from. */
export interface FundamentalFacts {
  readonly rows: readonly FundamentalsRow[];
  readonly figures: readonly Figure[];
}

/** Loads all fundamentals and statements of stocks, as recorded today. */
export function fundamentalFactsLoader(sources: Sources): DataLoader<number, FundamentalFacts> {
  return new DataLoader(async (stocks) => {
    const [rows, figures] = await Promise.all([readRows(sources, stocks), readFigures(sources, stocks)]);
    return stocks.map((_, k) => ({ rows: rows[k], figures: figures[k] }));
  });
}

async function readRows({ database: { db }, reads }: Sources, stocks: readonly number[]) {
  const rows = await reads.rows(
    db
      .selectFrom('fundamentals')
      .innerJoin('stocks', 'stocks.id', 'stock_id')
      .where('stock_id', 'in', stocks)
      .where('superseded_in', 'is', null)
      .selectAll('fundamentals')
      .select('ticker'),
  );
  return inOrderOfStocks(stocks, rows, (row) => ({
    ticker: row.ticker,
    periodEnd: dayOf(row.period_end),
    publishedOn: dayOf(row.published_on),
    source: row.source,
    values: Object.fromEntries(FUNDAMENTALS.map((name) => [name, row[name] ?? NaN])) as Record<
      FundamentalName,
      number
    >,
  }));
}

async function readFigures({ database: { db }, reads }: Sources, stocks: readonly number[]) {
  const rows = await reads.rows(
    db
      .selectFrom('statements')
      .innerJoin('stocks', 'stocks.id', 'stock_id')
      .where('stock_id', 'in', stocks)
      .where('superseded_in', 'is', null)
      .selectAll('statements')
      .select('ticker'),
  );
  return inOrderOfStocks(stocks, rows, (row) => ({
    ticker: row.ticker,
    periodEnd: dayOf(row.period_end),
    publishedOn: dayOf(row.published_on),
    source: row.source,
    period: row.period as Period,
    metric: row.metric as StatementMetric,
    value: row.value,
  }));
}
