import { isoOf, monthOf } from '../day.js';
import { compare, decimalOf, times, type Ratio } from '../exact.js';
import type { Figure, StatementMetric } from '../facts.js';
import { groupBy } from '../grouping.js';
import { droppedPercent } from './droppedPercent.js';
import type { FactFlag } from './factFlag.js';
import { newestPublished } from './newestPublished.js';
import { percentAsRatio } from './percentAsRatio.js';
import type { WrittenFacts } from './writtenFacts.js';

/** Amounts that hardly grow or shrink fiftyfold in a year, unless lakhs or rupees were given for crores. */
const AMOUNTS: ReadonlySet<StatementMetric> = new Set([
  'sales',
  'equity',
  'total_assets',
  'shares_cr',
  'market_cap_cr',
]);
const FIFTY: Ratio = { over: 50n, under: 1n };
const RATIOS: ReadonlySet<StatementMetric> = new Set(['roe', 'roce', 'roa']);

/** Returns the figures of statements that look like those of another unit: UNITS. */
export function figureUnits({ written, known }: WrittenFacts<Figure>): FactFlag<Figure>[] {
  const compared = ({ metric }: Figure) => metric === 'gnpa_pct' || AMOUNTS.has(metric);
  const series = groupBy(written.some(compared) ? known.filter(compared) : [], seriesOf);
  return written.flatMap((figure) => {
    const detail = oddUnit(figure, compared(figure) ? (series.get(seriesOf(figure)) ?? []) : []);
    if (detail === null) return [];
    return [
      {
        fact: figure,
        ticker: figure.ticker,
        kind: 'UNITS',
        day: figure.periodEnd,
        metric: figure.metric,
        detail,
      },
    ];
  });
}

const seriesOf = ({ ticker, period, months, basis, metric }: Figure) =>
  `${ticker} ${period} ${months} ${basis} ${metric}`;

/** @param series all figures that differ from this one in period and publication alone */
function oddUnit(figure: Figure, series: readonly Figure[]): string | null {
  const { metric, value, periodEnd } = figure;
  if (RATIOS.has(metric)) return percentAsRatio(value);
  if (metric === 'gnpa_pct') {
    return droppedPercent(
      value,
      newestPublished(series, (one) => one.periodEnd < periodEnd),
    );
  }
  if (!AMOUNTS.has(metric)) return null;
  const month = monthOf(periodEnd) - 12;
  const before = newestPublished(series, (one) => monthOf(one.periodEnd) === month);
  if (before === null || !differsFiftyfold(value, before.value)) return null;
  return `${value} after ${before.value} of ${isoOf(before.periodEnd)}, expected the same unit`;
}

/** Returns whether the sizes of two amounts differ fiftyfold or more. Nothing is that much more than 0. */
function differsFiftyfold(value: number, former: number): boolean {
  const [now, before] = [decimalOf(Math.abs(value)), decimalOf(Math.abs(former))];
  if (former === 0) return false;
  return compare(now, times(before, FIFTY)) >= 0 || compare(times(now, FIFTY), before) <= 0;
}
