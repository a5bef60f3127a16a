import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import {
  BASES,
  PERIODS,
  STATEMENT_METRICS,
  USUAL_MONTHS,
  type Basis,
  type Figure,
  type Period,
  type Source,
  type StatementMetric,
} from '../facts.js';
import { datedBackFlags } from '../flags/datedBackFlags.js';
import { figureUnits } from '../flags/figureUnits.js';
import { LATE_AFTER } from '../flags/lateAfter.js';
import { lateFlags } from '../flags/lateFlags.js';
import { resultsDue, yearEndsOf } from '../flags/resultsDue.js';
import type { WrittenFacts } from '../flags/writtenFacts.js';
import { byTicker } from '../grouping.js';
import type { Columns } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import type { GroupedDataset } from './dataset.js';
import { isBadLoans, netAboveGross } from './netAboveGross.js';
import { publishedPeriod } from './publishedPeriod.js';

/** Figures without a publication date count as published this many days after their period. */
const LAG_DAYS: Readonly<Record<Period, number>> = {
  QUARTER: LATE_AFTER.QUARTER,
  ANNUAL: LATE_AFTER.YEAR,
  POINT: 0,
};
const MOST_MONTHS = 24;
/** Periods of which figures are shown, but not taken. */
const NOT_RECORDED: ReadonlyMap<string, string> = new Map([['TTM', 'TTM is derived, never recorded']]);
/** Metrics of which 0 or less says nothing. */
const POSITIVE: ReadonlySet<StatementMetric> = new Set(['market_cap_cr', 'shares_cr']);

export const statements: GroupedDataset<'statements', Figure, ReadonlyMap<Ticker, readonly Figure[]>> = {
  kind: 'FACTS',
  name: 'statements',
  file: 'statements.csv',
  stage: 'FACTS',
  required: ['ticker', 'period_end', 'period', 'metric', 'value'],
  optional: ['published_on', 'source', 'months', 'basis', 'adjusted_to'],
  key: ['ticker', 'period_end', 'period', 'months', 'basis', 'metric', 'published_on'],
  notes: {
    period: 'ANNUAL, QUARTER, POINT',
    months: '12 of ANNUAL and 3 of QUARTER where it is empty',
    basis: 'CONSOLIDATED, STANDALONE; empty: unknown',
    adjusted_to: 'per-share figures: the date up to which they are adjusted; empty: as filed',
  },
  reader: (columns) => {
    const ticker = columns.ticker(columns.day('period_end'));
    const periodOf = columns.oneOf('period', PERIODS, NOT_RECORDED);
    const period = publishedPeriod(columns, 'period_end', (row) => LAG_DAYS[periodOf(row)]);
    const source = columns.source();
    const metricOf = columns.oneOf('metric', STATEMENT_METRICS);
    const months = monthsOf(columns);
    const basisOf = columns.optionalOneOf('basis', GIVEN_BASES);
    const adjusted = columns.optionalPastDay('adjusted_to');
    const number = columns.decimal('value');
    const percent = columns.percent('value');
    const valueOf = (row: readonly string[], metric: StatementMetric): number => {
      if (metric.endsWith('_pct')) return percent(row);
      const value = number(row);
      if (value > 0 || !POSITIVE.has(metric)) return value;
      throw new RowRefused('value', String(value), 'NOT_POSITIVE', `expected a ${metric} above 0`);
    };
    return (row) => {
      const of = ticker(row);
      const length = periodOf(row);
      const { periodEnd, publishedOn } = period(row);
      const from = source(row);
      const metric = metricOf(row);
      const value = valueOf(row, metric);
      return {
        ticker: of,
        period: length,
        periodEnd,
        publishedOn,
        months: months(row, length),
        basis: basisOf(row),
        source: from,
        metric,
        adjustedTo: adjusted(row),
        value,
      };
    };
  },
  keyOf,
  contradictions: {
    concerns: isBadLoans,
    refused: (given, stored) => netAboveGross(given, stored, keyOf),
  },
  table: {
    name: 'statements',
    columns: [
      ['stock_id', 'int4'],
      ['period_end', 'date'],
      ['period', 'text'],
      ['months', 'int4'],
      ['basis', 'text'],
      ['metric', 'text'],
      ['published_on', 'date'],
      ['source', 'text'],
      ['adjusted_to', 'date'],
      ['value', 'numeric'],
    ],
    keys: 7,
    cells: (figure, { idOf }) => [
      idOf(figure.ticker),
      figure.periodEnd,
      figure.period,
      figure.months,
      figure.basis,
      figure.metric,
      figure.publishedOn,
      figure.source,
      figure.adjustedTo,
      figure.value,
    ],
    fact: (cells, { tickerOf }) => {
      const [id, periodEnd, period, months, basis, metric, publishedOn, source, adjustedTo, value] = cells;
      return {
        ticker: tickerOf(id as number),
        periodEnd: periodEnd as Day,
        period: period as Period,
        months: months as number,
        basis: basis as Basis,
        metric: metric as StatementMetric,
        publishedOn: publishedOn as Day,
        source: source as Source,
        adjustedTo: adjustedTo as Day,
        value: value as number,
      };
    },
  },
  touches: ({ publishedOn }) => publishedOn,
  flags: async (facts) => [
    ...figureUnits(facts),
    ...lateStatements(facts),
    ...(await datedBackFlags(facts, ({ ticker, periodEnd: end, publishedOn, period, metric, value }) => ({
      ...{ ticker, end, publishedOn, metric, lag: LAG_DAYS[period], figures: [value] },
    }))),
  ],
  group: byTicker,
};

function keyOf(figure: Figure): string {
  const { ticker, periodEnd, period, months, basis, metric, publishedOn } = figure;
  return `${ticker} ${isoOf(periodEnd)} ${period} ${months} ${basis && `${basis} `}${metric} ${isoOf(publishedOn)}`;
}

/** Returns the years and quarters that were published late. */
function lateStatements(facts: WrittenFacts<Figure>) {
  const yearEnds = new Map(Array.from(byTicker(facts.known), ([ticker, own]) => [ticker, yearEndsOf(own)]));
  const ofPeriods = (figures: readonly Figure[]) => figures.filter(({ period }) => period !== 'POINT');
  const periods = { ...facts, written: ofPeriods(facts.written), known: ofPeriods(facts.known) };
  return lateFlags(periods, (figure) => ({
    ticker: figure.ticker,
    key: `${figure.period} ${figure.periodEnd}`,
    end: figure.periodEnd,
    publishedOn: figure.publishedOn,
    within: resultsDue(figure.period, figure.periodEnd, yearEnds.get(figure.ticker) ?? yearEndsOf([])),
  }));
}

const GIVEN_BASES = BASES.filter((basis) => basis !== '');

/** Reads the length of a period in months. A POINT has none. */
export function monthsOf(columns: Columns): (row: readonly string[], period: Period) => number {
  const read = columns.optionalDecimal('months');
  return (row, period) => {
    const given = read(row);
    if (given !== given || (period === 'POINT' && given === 0)) return USUAL_MONTHS[period];
    if (period !== 'POINT' && Number.isInteger(given) && given >= 1 && given <= MOST_MONTHS) return given;
    const expected = period === 'POINT' ? 'no months of a POINT' : `a whole number from 1 to ${MOST_MONTHS}`;
    throw new RowRefused('months', String(given), 'NOT_OF_KIND', `expected ${expected}`);
  };
}
