import type { Day, Ticker } from '../../scoring/names.js';
import { snap } from '../../scoring/rounding.js';
import { isoOf } from '../day.js';
import type { Shareholding, Source } from '../facts.js';
import { datedBackFlags } from '../flags/datedBackFlags.js';
import type { FactFlag } from '../flags/factFlag.js';
import { LATE_AFTER } from '../flags/lateAfter.js';
import { lateFlags } from '../flags/lateFlags.js';
import type { WrittenFacts } from '../flags/writtenFacts.js';
import { byTicker } from '../grouping.js';
import { RowRefused } from '../imports/refusal.js';
import type { GroupedDataset } from './dataset.js';
import { publishedPeriod } from './publishedPeriod.js';

/** Shareholdings without a publication date count as published this many days after their quarter. */
const LAG_DAYS = LATE_AFTER.SHAREHOLDING;
/** Sources round each holder, so that the sum may be a little more than 100 %. */
const MAX_HOLDERS_PERCENT = 101;

export const shareholding: GroupedDataset<
  'shareholding',
  Shareholding,
  ReadonlyMap<Ticker, readonly Shareholding[]>
> = {
  kind: 'FACTS',
  name: 'shareholding',
  file: 'shareholding.csv',
  stage: 'FACTS',
  required: ['ticker', 'quarter_end', 'promoter_pct'],
  optional: ['published_on', 'source', 'pledged_pct', 'fii_pct', 'dii_pct'],
  key: ['ticker', 'quarter_end', 'published_on'],
  notes: { pledged_pct: "of the promoter's shares" },
  reader: (columns) => {
    const ticker = columns.ticker(columns.day('quarter_end'));
    const period = publishedPeriod(columns, 'quarter_end', () => LAG_DAYS);
    const source = columns.source();
    const promoter = columns.percent('promoter_pct');
    const pledged = columns.optionalPercent('pledged_pct');
    const fii = columns.optionalPercent('fii_pct');
    const dii = columns.optionalPercent('dii_pct');
    return (row) => {
      const { periodEnd, publishedOn } = period(row);
      const [promoterPct, fiiPct, diiPct] = [promoter(row), fii(row), dii(row)];
      refuseTooMany(promoterPct, fiiPct, diiPct);
      const pledgedPct = pledged(row);
      return {
        ticker: ticker(row),
        quarterEnd: periodEnd,
        publishedOn,
        source: source(row),
        promoterPct,
        pledgedPct,
        fiiPct,
        diiPct,
      };
    };
  },
  keyOf: ({ ticker, quarterEnd, publishedOn }) => `${ticker} ${isoOf(quarterEnd)} ${isoOf(publishedOn)}`,
  table: {
    name: 'shareholding',
    columns: [
      ['stock_id', 'int4'],
      ['quarter_end', 'date'],
      ['published_on', 'date'],
      ['source', 'text'],
      ['promoter_pct', 'numeric'],
      ['pledged_pct', 'numeric'],
      ['fii_pct', 'numeric'],
      ['dii_pct', 'numeric'],
    ],
    keys: 3,
    cells: (row, { idOf }) => [
      idOf(row.ticker),
      row.quarterEnd,
      row.publishedOn,
      row.source,
      row.promoterPct,
      row.pledgedPct,
      row.fiiPct,
      row.diiPct,
    ],
    fact: ([id, quarterEnd, publishedOn, source, ...percents], { tickerOf }) => {
      const [promoterPct, pledgedPct, fiiPct, diiPct] = percents as number[];
      return {
        ticker: tickerOf(id as number),
        quarterEnd: quarterEnd as Day,
        publishedOn: publishedOn as Day,
        source: source as Source,
        promoterPct,
        pledgedPct,
        fiiPct,
        diiPct,
      };
    },
  },
  touches: ({ publishedOn }) => publishedOn,
  flags: async (facts) => [
    ...promoterUnits(facts),
    ...lateFlags(facts, ({ ticker, quarterEnd: end, publishedOn }) => ({
      ...{ ticker, key: String(end), end, publishedOn, within: LAG_DAYS },
    })),
    ...(await datedBackFlags(facts, ({ ticker, quarterEnd: end, publishedOn, ...row }) => ({
      ...{ ticker, end, publishedOn, metric: '', lag: LAG_DAYS },
      figures: [row.promoterPct, row.pledgedPct, row.fiiPct, row.diiPct],
    }))),
  ],
  group: byTicker,
};

/** Returns the rows whose promoter_pct is rather a fraction than a percentage. A promoter may well hold nothing. */
function promoterUnits({ written }: WrittenFacts<Shareholding>): FactFlag<Shareholding>[] {
  return written
    .filter(({ promoterPct }) => promoterPct > 0 && promoterPct <= 1)
    .map((fact) => ({
      ...{ fact, ticker: fact.ticker, kind: 'UNITS' as const, day: fact.quarterEnd, metric: 'promoter_pct' },
      detail: `${fact.promoterPct} %, expected a percentage such as 50.3`,
    }));
}

/** @throws RowRefused where the holders have more than all shares together; NaN counts as 0 */
function refuseTooMany(promoterPct: number, fiiPct: number, diiPct: number): void {
  const holders = snap(promoterPct + (fiiPct || 0) + (diiPct || 0));
  if (holders <= MAX_HOLDERS_PERCENT) return;
  throw new RowRefused(
    'promoter_pct',
    String(promoterPct),
    'HOLDERS_ABOVE_101',
    `expected promoter, FII and DII to hold at most ${MAX_HOLDERS_PERCENT} % together, they hold ${holders} %`,
  );
}
