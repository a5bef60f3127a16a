import { FUNDAMENTALS, type Day, type FundamentalName, type Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { FundamentalsRow, Source } from '../facts.js';
import { datedBackFlags } from '../flags/datedBackFlags.js';
import { fundamentalsUnits } from '../flags/fundamentalsUnits.js';
import { byTicker } from '../grouping.js';
import type { GroupedDataset } from './dataset.js';
import { publishedPeriod } from './publishedPeriod.js';

/** Metrics without a publication date count as published this many days after their period. */
const LAG_DAYS = 60;

export const fundamentals: GroupedDataset<
  'fundamentals',
  FundamentalsRow,
  ReadonlyMap<Ticker, readonly FundamentalsRow[]>
> = {
  kind: 'FACTS',
  name: 'fundamentals',
  file: 'fundamentals.csv',
  stage: 'FACTS',
  required: ['ticker', 'period_end'],
  optional: ['published_on', 'source', ...FUNDAMENTALS],
  key: ['ticker', 'period_end', 'published_on'],
  reader: (columns) => {
    const period = publishedPeriod(columns, 'period_end', () => LAG_DAYS);
    const ticker = columns.ticker(columns.day('period_end'));
    const source = columns.source();
    const values = FUNDAMENTALS.map((name) =>
      name.endsWith('_pct') ? columns.optionalPercent(name) : columns.optionalDecimal(name),
    );
    return (row) => ({
      ticker: ticker(row),
      ...period(row),
      source: source(row),
      values: named(values.map((read) => read(row))),
    });
  },
  keyOf: ({ ticker, periodEnd, publishedOn }) => `${ticker} ${isoOf(periodEnd)} ${isoOf(publishedOn)}`,
  table: {
    name: 'fundamentals',
    columns: [
      ['stock_id', 'int4'],
      ['period_end', 'date'],
      ['published_on', 'date'],
      ['source', 'text'],
      ...FUNDAMENTALS.map((name) => [name, 'numeric'] as const),
    ],
    keys: 3,
    cells: ({ ticker, periodEnd, publishedOn, source, values }, { idOf }) => [
      idOf(ticker),
      periodEnd,
      publishedOn,
      source,
      ...FUNDAMENTALS.map((name) => values[name]),
    ],
    fact: ([id, periodEnd, publishedOn, source, ...values], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      periodEnd: periodEnd as Day,
      publishedOn: publishedOn as Day,
      source: source as Source,
      values: named(values as number[]),
    }),
  },
  touches: ({ publishedOn }) => publishedOn,
  flags: async (facts) => [
    ...fundamentalsUnits(facts),
    ...(await datedBackFlags(facts, ({ ticker, periodEnd: end, publishedOn, values }) => ({
      figures: FUNDAMENTALS.map((name) => values[name]),
      ...{ ticker, end, publishedOn, metric: '', lag: LAG_DAYS },
    }))),
  ],
  group: byTicker,
};

/** @param values in the order of FUNDAMENTALS */
function named(values: readonly number[]): Record<FundamentalName, number> {
  return Object.fromEntries(FUNDAMENTALS.map((name, k) => [name, values[k]])) as Record<
    FundamentalName,
    number
  >;
}
