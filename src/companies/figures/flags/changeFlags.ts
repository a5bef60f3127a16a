import { snap } from '../../../scoring/rounding.js';
import { isoOf } from '../../../market/day.js';
import type { FlowValue } from '../flowValue.js';
import { formulaNumber } from '../formulaNumber.js';
import type { MetricFlag } from '../metricFlag.js';
import { shareText } from './shareText.js';

/** A change beyond these shares of the value a year ago is looked at. */
const NOTABLE = 0.5;
const LARGE = 1;

/**
 * Returns the flags of a value that changed much against the same period a year ago, or changed its sign. The change is
 * measured by the size of the value a year ago, whatever its sign; of 0 none is.
 *
 * @param before of the same period a year ago; null: unknown
 */
export function changeFlags(now: FlowValue, before: FlowValue | null): MetricFlag[] {
  if (before === null) return [];
  const flags: MetricFlag[] = [];
  const { metric } = now;
  const from = `${formulaNumber(before.value)} (${isoOf(before.periodEnd)})`;
  const to = `${formulaNumber(now.value)} (${isoOf(now.periodEnd)})`;
  const change = before.value === 0 ? 0 : snap((now.value - before.value) / Math.abs(before.value));
  const size = Math.abs(change);
  if (size > NOTABLE) {
    flags.push({
      rule: 'CHANGE',
      severity: size > LARGE ? 'HIGH' : 'MEDIUM',
      detail:
        `${metric} changed by ${change > 0 ? '+' : '−'}${shareText(size)} from ${from} to ${to}; ` +
        `expected at most ${shareText(NOTABLE)}.`,
    });
  }
  if (Math.sign(now.value) * Math.sign(before.value) < 0) {
    flags.push({
      rule: 'SIGN_CHANGE',
      severity: 'MEDIUM',
      detail: `${metric} changed its sign from ${from} to ${to}.`,
    });
  }
  return flags;
}
