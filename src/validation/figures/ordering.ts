import { countBelow } from '../../scoring/statistics.js';
import { snap } from '../../scoring/rounding.js';

/** Values in ascending order, without those that are NaN. Values that are equal to ten decimals tie. */
export interface Ordering {
  /** Indices of the values. */
  readonly rows: Int32Array;
  /** One number for each place in `rows`: the same for values that tie. */
  readonly ties: Int32Array;
}

/** Returns the order of values. */
export function orderingOf(values: Float64Array): Ordering {
  // A sort of plain numbers is several times as fast as one of indices that asks a function.
  const snapped = new Float64Array(values.length);
  const ascending = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    snapped[row] = snap(values[row]);
    if (snapped[row] === snapped[row]) ascending[count++] = snapped[row];
  }
  const sorted = ascending.subarray(0, count).sort();
  const rows = new Int32Array(count);
  const ties = new Int32Array(count);
  const placed = new Int32Array(count);
  for (let row = 0; row < values.length; row++) {
    if (snapped[row] !== snapped[row]) continue;
    const first = countBelow(sorted, snapped[row]);
    const place = first + placed[first]++;
    rows[place] = row;
    ties[place] = first;
  }
  return { rows, ties };
}
