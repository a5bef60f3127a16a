import { snap } from '../../../scoring/rounding.js';
import type { RuleRow } from './ruleRow.js';

/** When a value of a rule is beyond its threshold, and when it is back. Both are strict about a value that is not known. */
export interface Bounds {
  readonly isBeyond: (value: number) => boolean;
  readonly isBack: (value: number) => boolean;
}

/** Returns the bounds of a rule whose comparator is ABOVE or BELOW. */
export function boundsOf({
  comparator,
  threshold,
  rearm,
}: Pick<RuleRow, 'comparator' | 'threshold' | 'rearm'>): Bounds {
  const edge = threshold ?? NaN;
  // Snapped, so that 0.2 is back at 0.3 − 0.1.
  if (comparator === 'BELOW') {
    const back = snap(edge + rearm);
    return { isBeyond: (value) => value < edge, isBack: (value) => value >= back };
  }
  const back = snap(edge - rearm);
  return { isBeyond: (value) => value > edge, isBack: (value) => value <= back };
}
