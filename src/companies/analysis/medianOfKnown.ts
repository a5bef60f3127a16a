import { snap } from '../../scoring/rounding.js';
import { medianOf } from '../../scoring/statistics.js';

/** Returns the median of those numbers that are known; null where none is. */
export function medianOfKnown(values: readonly (number | null)[]): number | null {
  const known = Float64Array.from(values.filter((value) => value !== null)).sort();
  return known.length === 0 ? null : snap(medianOf(known));
}
