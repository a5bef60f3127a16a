import type { Members } from './members.js';
import { orderingOf, type Ordering } from './ordering.js';

/**
 * Returns the order of values minus their mean within the sector group.
 *
 * @param members those that are compared and that the means are of
 */
export function neutralOrdering(values: Float64Array, sector: Int16Array, { rows }: Members): Ordering {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const row of rows) {
    const total = sums.get(sector[row]) ?? { sum: 0, count: 0 };
    sums.set(sector[row], total);
    total.sum += values[row];
    total.count++;
  }
  const distances = new Float64Array(values.length).fill(NaN);
  for (const row of rows) {
    const { sum, count } = sums.get(sector[row]) ?? { sum: 0, count: 1 };
    distances[row] = values[row] - sum / count;
  }
  return orderingOf(distances);
}
