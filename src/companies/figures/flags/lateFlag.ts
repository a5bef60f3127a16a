import type { Day } from '../../../scoring/names.js';
import { isoOf } from '../../../market/day.js';
import { resultsDue } from '../../../market/flags/resultsDue.js';
import type { MetricPeriod } from '../metricFigure.js';
import type { MetricFlag } from '../metricFlag.js';

/**
 * Returns the flag of results that were published late. Those without a stated date count as published in time.
 *
 * @param first the day on which any figure of the period was first published; a restatement is not late
 * @param yearEnds of `yearEndsOf`
 */
export function lateFlag(
  period: MetricPeriod,
  periodEnd: Day,
  first: Day,
  yearEnds: ReadonlySet<number>,
): MetricFlag[] {
  if (period === 'TTM' || period === 'POINT') return [];
  const within = resultsDue(period, periodEnd, yearEnds);
  const days = first - periodEnd;
  if (days <= within) return [];
  return [
    {
      rule: 'LATE',
      severity: 'MEDIUM',
      detail: `Published on ${isoOf(first)}, ${days} days after the period; expected at most ${within}.`,
    },
  ];
}
