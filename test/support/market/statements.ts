/** Figures and rows of one company, for tests of the metrics derived from them. */
import type { Figure, FundamentalsRow, Period, StatementMetric } from '../../../src/market/facts.js';
import { FundamentalsHistory } from '../../../src/market/fundamentals.js';
import { FUNDAMENTALS, type Day, type FundamentalName } from '../../../src/scoring/names.js';
import { day, ticker } from './folder.js';

const INFY = ticker('INFY');

export interface Published {
  readonly publishedOn?: string;
  readonly source?: 'PRIMARY' | 'SECONDARY';
}

const MONTHS: Readonly<Record<Period, number>> = { ANNUAL: 12, QUARTER: 3, POINT: 0 };

/** Returns a figure. It is published on the last day of its period unless another day is given. */
export const figure = (
  period: Period,
  periodEnd: string,
  metric: StatementMetric,
  value: number,
  { publishedOn = periodEnd, source = 'PRIMARY' }: Published = {},
): Figure => ({
  ticker: INFY,
  periodEnd: day(periodEnd),
  period,
  months: MONTHS[period],
  basis: '',
  metric,
  adjustedTo: NaN,
  value,
  publishedOn: day(publishedOn),
  source,
});

/** The same metric of several years that end in March, by year. */
export const annual = (metric: StatementMetric, values: Readonly<Record<number, number>>): Figure[] =>
  Object.entries(values).map(([year, value]) => figure('ANNUAL', `${year}-03-31`, metric, value));

const QUARTER_ENDS = ['-03-31', '-06-30', '-09-30', '-12-31'];

/** The same metric of consecutive quarters, the newest first, the newest one of June 2024. */
export const quarterly = (metric: StatementMetric, newestFirst: readonly number[]): Figure[] =>
  newestFirst.map((value, back) => {
    const quarters = 2024 * 4 + 1 - back;
    const end = `${Math.floor(quarters / 4)}${QUARTER_ENDS[quarters % 4]}`;
    return figure('QUARTER', end, metric, value);
  });

const nothing = Object.fromEntries(FUNDAMENTALS.map((name) => [name, NaN])) as Record<
  FundamentalName,
  number
>;

export const row = (
  periodEnd: string,
  values: Partial<Record<FundamentalName, number>>,
  { publishedOn = periodEnd, source = 'PRIMARY' }: Published = {},
): FundamentalsRow => ({
  ticker: INFY,
  periodEnd: day(periodEnd),
  publishedOn: day(publishedOn),
  source,
  values: { ...nothing, ...values },
});

/** Returns the fundamentals as known on one day. */
export const fundamentalsAsOf = (
  rows: readonly FundamentalsRow[],
  figures: readonly Figure[],
  asOf: Day,
  close: number,
) => new FundamentalsHistory(rows, figures).asOf(asOf, close);

/** Returns the metrics derived from figures alone, on a day with a last close of ₹ 100. */
export const derived = (figures: readonly Figure[], date = '2024-10-08', close = 100) =>
  fundamentalsAsOf([], figures, day(date), close);

/** Returns one of these metrics; null where there are none. */
export const metricOf = (
  name: FundamentalName,
  figures: readonly Figure[],
  date = '2024-10-08',
  close = 100,
): number | null => derived(figures, date, close)?.values[name] ?? null;
