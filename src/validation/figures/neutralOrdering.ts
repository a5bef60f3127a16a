import type { Members } from './members.js';
import { orderingOf, type Ordering } from './ordering.js';

/**
 * Returns the order of values minus their mean within the sector group.
 *
 * @param groups the members of each group: those that are compared and that the means are of
 */
export function neutralOrdering(values: Float64Array, groups: readonly Members[]): Ordering {
  const distances = new Float64Array(values.length).fill(NaN);
  for (const { rows } of groups) {
    let sum = 0;
    for (const row of rows) sum += values[row];
    const mean = sum / rows.length;
    for (const row of rows) distances[row] = values[row] - mean;
  }
  return orderingOf(distances);
}
