import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import {
  PERIODS,
  STATEMENT_METRICS,
  type Figure,
  type Period,
  type Source,
  type StatementMetric,
} from '../facts.js';
import { byTicker } from '../grouping.js';
import type { GroupedDataset } from './dataset.js';
import { publishedPeriod } from './publishedPeriod.js';

/** Figures without a publication date count as published this many days after their period. */
const LAG_DAYS: Readonly<Record<Period, number>> = { QUARTER: 45, ANNUAL: 60, POINT: 0 };

export const statements: GroupedDataset<'statements', Figure, ReadonlyMap<Ticker, readonly Figure[]>> = {
  kind: 'FACTS',
  name: 'statements',
  file: 'statements.csv',
  stage: 'FACTS',
  required: ['ticker', 'period_end', 'period', 'metric', 'value'],
  optional: ['published_on', 'source'],
  key: ['ticker', 'period_end', 'period', 'metric', 'published_on'],
  notes: { period: 'ANNUAL, QUARTER, POINT' },
  reader: (columns) => {
    const ticker = columns.ticker();
    const periodOf = columns.oneOf('period', PERIODS);
    const period = publishedPeriod(columns, 'period_end', (row) => LAG_DAYS[periodOf(row)]);
    const source = columns.source();
    const metricOf = columns.oneOf('metric', STATEMENT_METRICS);
    const number = columns.decimal('value');
    const percent = columns.percent('value');
    return (row) => {
      const of = ticker(row);
      const length = periodOf(row);
      const { periodEnd, publishedOn } = period(row);
      const from = source(row);
      const metric = metricOf(row);
      const value = metric.endsWith('_pct') ? percent(row) : number(row);
      return { ticker: of, period: length, periodEnd, publishedOn, source: from, metric, value };
    };
  },
  keyOf: ({ ticker, periodEnd, period, metric, publishedOn }) =>
    `${ticker} ${isoOf(periodEnd)} ${period} ${metric} ${isoOf(publishedOn)}`,
  table: {
    name: 'statements',
    columns: [
      ['stock_id', 'int4'],
      ['period_end', 'date'],
      ['period', 'text'],
      ['metric', 'text'],
      ['published_on', 'date'],
      ['source', 'text'],
      ['value', 'numeric'],
    ],
    keys: 5,
    cells: ({ ticker, periodEnd, period, metric, publishedOn, source, value }, { idOf }) => [
      idOf(ticker),
      periodEnd,
      period,
      metric,
      publishedOn,
      source,
      value,
    ],
    fact: ([id, periodEnd, period, metric, publishedOn, source, value], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      periodEnd: periodEnd as Day,
      period: period as Period,
      metric: metric as StatementMetric,
      publishedOn: publishedOn as Day,
      source: source as Source,
      value: value as number,
    }),
  },
  touches: ({ publishedOn }) => publishedOn,
  group: byTicker,
};
