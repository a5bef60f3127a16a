import { isoOf } from '../day.js';
import type { FundamentalsRow } from '../facts.js';
import { byTicker } from '../grouping.js';
import type { FactFlag } from './factFlag.js';
import { isDroppedPercent } from './isDroppedPercent.js';
import { isPercentAsRatio } from './isPercentAsRatio.js';
import type { WrittenFacts } from './writtenFacts.js';

const RATIOS = ['roe_3y', 'roce_3y', 'roa_3y'] as const;

/** Returns the metrics of fundamentals that look like those of another unit: UNITS. */
export function fundamentalsUnits({
  written,
  known,
}: WrittenFacts<FundamentalsRow>): FactFlag<FundamentalsRow>[] {
  const rows = byTicker(known);
  return written.flatMap((fact) => {
    const flag = (metric: string, detail: string): FactFlag<FundamentalsRow> => ({
      ...{ fact, ticker: fact.ticker, kind: 'UNITS', day: fact.periodEnd, metric, detail },
    });
    const ratios = RATIOS.filter((metric) => isPercentAsRatio(fact.values[metric])).map((metric) =>
      flag(metric, `${fact.values[metric]}, expected a fraction such as 0.18`),
    );
    const gnpa = fact.values.gnpa_pct;
    const before = gnpa < 0.1 ? gnpaBefore(fact, rows.get(fact.ticker) ?? []) : null;
    if (before === null || !isDroppedPercent(gnpa, before.values.gnpa_pct)) return ratios;
    const former = `${before.values.gnpa_pct} % of ${isoOf(before.periodEnd)}`;
    return [...ratios, flag('gnpa_pct', `${gnpa} % after ${former}, expected a percentage such as 2.5`)];
  });
}

/** Returns the newest row of a former period that has gnpa_pct; null where there is none. */
function gnpaBefore(
  { periodEnd }: FundamentalsRow,
  rows: readonly FundamentalsRow[],
): FundamentalsRow | null {
  const former = rows
    .filter((row) => row.periodEnd < periodEnd && row.values.gnpa_pct === row.values.gnpa_pct)
    .sort((a, b) => a.periodEnd - b.periodEnd || a.publishedOn - b.publishedOn);
  return former.at(-1) ?? null;
}
