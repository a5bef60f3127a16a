import { snap } from '../../../scoring/rounding.js';
import { isoOf } from '../../../market/day.js';
import type { FlowValue } from '../flowValue.js';
import { formulaNumber } from '../formulaNumber.js';
import type { MetricFlag } from '../metricFlag.js';
import { shareText } from './shareText.js';

/** By how much of the annual figure four quarters may differ from it. */
const TOLERATED = 0.1;

/**
 * Returns the flag of four quarters that do not come to the year that ends with them.
 *
 * @param year of the same basis; null: unknown
 */
export function ttmFlag(quarters: FlowValue, year: FlowValue | null): MetricFlag[] {
  if (year === null) return [];
  const difference = Math.abs(quarters.value - year.value);
  if (snap(difference) <= snap(TOLERATED * Math.abs(year.value))) return [];
  const share = year.value === 0 ? '' : ` by ${shareText(difference / Math.abs(year.value))} of it`;
  return [
    {
      rule: 'TTM_DIFFERS',
      severity: 'MEDIUM',
      detail:
        `${quarters.metric} of four quarters, ${formulaNumber(quarters.value)}, differs from the annual figure of ` +
        `${isoOf(year.periodEnd)}, ${formulaNumber(year.value)}${share}; expected at most ${shareText(TOLERATED)}.`,
    },
  ];
}
