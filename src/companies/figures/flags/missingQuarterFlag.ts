import { isoOf } from '../../../market/day.js';
import type { StatementMetric } from '../../../market/facts.js';
import type { KnownFigures } from '../knownFigures.js';
import type { MetricFlag } from '../metricFlag.js';

/**
 * Returns the flag of a quarter before which some are missing, between the oldest and the newest one of the metric and
 * basis.
 *
 * @param month in which the quarter ends
 */
export function missingQuarterFlag(
  known: KnownFigures,
  metric: StatementMetric,
  month: number,
): MetricFlag[] {
  const quarters = known.of(metric, 'QUARTER');
  const former = known.months(metric, 'QUARTER').find((other) => other < month);
  const [last, next] = [former === undefined ? undefined : quarters.get(former), quarters.get(month)];
  if (former === undefined || last === undefined || next === undefined) return [];
  const missing = Math.floor((month - former) / 3) - 1;
  if (missing < 1) return [];
  return [
    {
      rule: 'MISSING_QUARTER',
      severity: 'MEDIUM',
      detail:
        `${metric}: ${missing} ${missing === 1 ? 'quarter is' : 'quarters are'} missing between ` +
        `${isoOf(last.figure.periodEnd)} and ${isoOf(next.figure.periodEnd)}.`,
    },
  ];
}
