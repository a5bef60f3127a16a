import { dayOf } from '../../market/day.js';
import { decimalOf, nearestDouble, plus } from '../../market/exact.js';
import { METRIC_BASES } from '../figures/metricFigure.js';
import { metricBasis } from '../figures/filedFigure.js';
import type { CountingFigure } from '../figures/countingFigures.js';
import type { SuggestedFigure } from './suggestedFigure.js';

/** What was filed of the metric and period of a suggested figure. */
export interface FiledBeside {
  readonly filed: number;
  /** Suggested less filed, in the unit of the metric. */
  readonly difference: number;
}

/** What is counted on a day, so that the length of the period says nothing. */
const OF_A_DAY: ReadonlySet<string> = new Set([
  ...['equity', 'total_assets', 'debt', 'market_cap_cr', 'shares_cr', 'gnpa_pct', 'nnpa_pct', 'pcr_pct'],
  ...['pe', 'ev_ebitda'],
]);

/**
 * Finds the filed figure of the same metric, end and length of period. Of several bases, the first in the order of
 * METRIC_BASES counts; of what is counted on a day, then the one of the longest period.
 *
 * @param filed the figures of the company that count on the day that is asked for
 * @returns null where none was filed, or the suggestion does not say its period
 */
export function besideFiled(
  { code, periodEnd, months, value }: Pick<SuggestedFigure, 'code' | 'periodEnd' | 'months' | 'value'>,
  filed: readonly CountingFigure[],
): FiledBeside | null {
  if (periodEnd === null) return null;
  const end = dayOf(periodEnd);
  const same = filed
    .map(({ figure }) => figure)
    .filter((figure) => figure.metric === code && figure.periodEnd === end)
    .filter((figure) => figure.months === months || OF_A_DAY.has(code));
  const place = (basis: (typeof same)[number]['basis']) => METRIC_BASES.indexOf(metricBasis(basis));
  const [best] = same.sort((a, b) => place(a.basis) - place(b.basis) || b.months - a.months);
  if (best === undefined) return null;
  const difference = nearestDouble(plus(decimalOf(value), decimalOf(-best.value)));
  return { filed: best.value, difference };
}
