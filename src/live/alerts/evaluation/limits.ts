import { snap } from '../../../scoring/rounding.js';
import { METRICS } from '../metrics.js';
import type { RuleRow } from './ruleRow.js';

/** Where a value of a rule is beyond its threshold, and where it is back: with its sign, values are compared as for ABOVE. */
export interface Limits {
  /** What a value is multiplied by: below an edge is above it with the signs changed. */
  readonly sign: 1 | -1;
  /** sign × value is beyond above it. */
  readonly edge: number;
  /** sign × value is back up to it. A value that is not known is neither. */
  readonly back: number;
}

/** Returns the limits of a rule whose comparator is ABOVE or BELOW. */
export function limitsOf({
  metric,
  comparator,
  threshold,
  rearm,
}: Pick<RuleRow, 'metric' | 'comparator' | 'threshold' | 'rearm'>): Limits {
  const sign = comparator === 'BELOW' ? -1 : 1;
  const edge = sign * (threshold ?? NaN);
  const { min, max } = METRICS[metric].threshold ?? { min: -Infinity, max: Infinity };
  // A value at the end of its range is back, because it cannot go any further.
  const end = sign === 1 ? min : -max;
  // Snapped, so that 0.2 is back at 0.3 − 0.1.
  return { sign, edge, back: Math.min(edge, Math.max(snap(edge - rearm), end)) };
}
