import type { FundamentalsRow } from '../facts.js';
import { byTicker } from '../grouping.js';
import { droppedPercent } from './droppedPercent.js';
import type { FactFlag } from './factFlag.js';
import { newestPublished } from './newestPublished.js';
import { percentAsRatio } from './percentAsRatio.js';
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
    const ratios = RATIOS.flatMap((metric) => {
      const detail = percentAsRatio(fact.values[metric]);
      return detail === null ? [] : [flag(metric, detail)];
    });
    const gnpa = gnpaDetail(fact, rows.get(fact.ticker) ?? []);
    return gnpa === null ? ratios : [...ratios, flag('gnpa_pct', gnpa)];
  });
}

/** Compares gnpa_pct with that of the newest row of a former period that has it. */
function gnpaDetail({ periodEnd, values }: FundamentalsRow, rows: readonly FundamentalsRow[]): string | null {
  const before = newestPublished(
    rows,
    (row) => row.periodEnd < periodEnd && row.values.gnpa_pct === row.values.gnpa_pct,
  );
  return droppedPercent(
    values.gnpa_pct,
    before && { value: before.values.gnpa_pct, periodEnd: before.periodEnd },
  );
}
