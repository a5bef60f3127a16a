import { snap } from '../../scoring/rounding.js';
import { countAtOrBelow, countBelow } from '../../scoring/statistics.js';

/**
 * Returns the place of a value among others: the fraction of them that is below it, and half of those that equal it.
 *
 * @param ascending without NaN
 * @returns 0 to 1; null where there are no others
 */
export function percentileOf(value: number, ascending: Float64Array): number | null {
  if (ascending.length === 0) return null;
  return snap((countBelow(ascending, value) + countAtOrBelow(ascending, value)) / 2 / ascending.length);
}
