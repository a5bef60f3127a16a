import { isoOf } from '../day.js';
import type { StatementMetric } from '../facts.js';
import { booksOf, type Year } from './books.js';
import type { SampleCompany } from './companies.js';
import type { Path } from './prices.js';
import { resultsDatesOf } from './reporting.js';
import type { Table } from './table.js';
import { sessionFrom, yearEnds, type Timeline } from './timeline.js';

/** The metrics that the secondary source gives for lenders and for others. It has no growth, and no quarters. */
const LENDER_COLUMNS = ['roe_3y', 'roa_3y', 'gnpa_pct', 'pcr_pct', 'nim_3y'] as const;
const OTHER_COLUMNS = ['roce_3y', 'pe'] as const;
const COLUMNS = [...LENDER_COLUMNS, ...OTHER_COLUMNS];
const YEARS_GIVEN = 2;

/** Returns ready-made metrics, as of the newest two years, of the companies that have no statements. */
export function fundamentalsTable(paths: ReadonlyMap<SampleCompany, Path>, timeline: Timeline): Table {
  return {
    file: 'fundamentals.csv',
    columns: ['ticker', 'period_end', 'published_on', 'source', ...COLUMNS],
    rows: [...paths].flatMap(([company, path]) => rowsOf(company, path, timeline)),
  };
}

function rowsOf(company: SampleCompany, path: Path, timeline: Timeline): readonly string[][] {
  if (company.story.reporting !== 'SUMMARY') return [];
  const books = booksOf(company);
  const results = resultsDatesOf(company);
  const isLender = company.group.finance.kind === 'LENDER';
  return yearEnds(YEARS_GIVEN).map((end, k) => {
    const threeYears = books.slice(0, books.length - YEARS_GIVEN + 1 + k).slice(-3);
    const published = results.get(end) ?? end;
    const close = path.close[sessionFrom(timeline, published)];
    const values = isLender ? lenderMetrics(threeYears) : otherMetrics(threeYears, close);
    const numbers = COLUMNS.map((name) => values[name]?.toFixed(4) ?? '');
    return [company.ticker, isoOf(end), isoOf(published), 'SECONDARY', ...numbers];
  });
}

type Metrics = Partial<Record<(typeof COLUMNS)[number], number>>;

function lenderMetrics(years: readonly Year[]): Metrics {
  const { gnpa_pct = NaN, nnpa_pct = NaN } = years[years.length - 1].annual;
  return {
    roe_3y: mean(years, 'roe'),
    roa_3y: mean(years, 'roa'),
    gnpa_pct,
    pcr_pct: 100 * (1 - nnpa_pct / gnpa_pct),
    nim_3y: mean(years, 'nim'),
  };
}

function otherMetrics(years: readonly Year[], close: number): Metrics {
  return { roce_3y: mean(years, 'roce'), pe: close / years[years.length - 1].annual.eps };
}

const mean = (years: readonly Year[], metric: StatementMetric): number =>
  years.reduce((sum, { annual }) => sum + (annual[metric] ?? NaN), 0) / years.length;
