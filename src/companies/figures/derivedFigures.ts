import { FLOW_PERIODS, flowValue } from './flowValue.js';
import { growth } from './growth.js';
import type { KnownFigures } from './knownFigures.js';
import { netMargin, operatingMargin } from './margins.js';
import { FLOWS } from './metricCodes.js';
import type { MetricFigure } from './metricFigure.js';
import { ttm } from './ttm.js';

/**
 * Derives all that can be from the figures of one basis: for each end of a quarter or year, the sums of four quarters,
 * growth and margins. The value is NaN where a figure has none, because what it is divided by is not above 0.
 */
export function derivedFigures(known: KnownFigures): readonly MetricFigure[] {
  const derived: (MetricFigure | null)[] = [];
  for (const period of FLOW_PERIODS) {
    const months = new Set<number>();
    const lengths = period === 'ANNUAL' ? 'ANNUAL' : 'QUARTER';
    for (const flow of FLOWS) {
      for (const month of known.of(flow, lengths).keys()) {
        months.add(month);
        const now = flowValue(known, flow, period, month);
        if (now === null) continue;
        if (period === 'TTM') derived.push(ttm(now));
        derived.push(growth(now, flowValue(known, flow, period, month - 12), 'yoy'));
        if (period === 'QUARTER') derived.push(growth(now, flowValue(known, flow, period, month - 3), 'qoq'));
      }
    }
    for (const month of known.of('opm', lengths).keys()) months.add(month);
    for (const month of months) {
      derived.push(netMargin(known, period, month), operatingMargin(known, period, month));
    }
  }
  return derived.filter((figure) => figure !== null);
}
