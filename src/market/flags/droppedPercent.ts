import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';

/**
 * Says of a percentage that it looks like a fraction: it is below 0.1, and that of the period before was above 1.
 *
 * @param before the percentage of the period before; null where there is none
 * @returns null where it does not look so
 */
export function droppedPercent(
  percent: number,
  before: { readonly value: number; readonly periodEnd: Day } | null,
): string | null {
  if (before === null || !(percent < 0.1) || !(before.value > 1)) return null;
  return `${percent} % after ${before.value} % of ${isoOf(before.periodEnd)}, expected a percentage such as 2.5`;
}
