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
  const snapped = values.map(snap);
  const ascending = snapped.filter((value) => value === value).sort();
  const rows = new Int32Array(ascending.length);
  const ties = new Int32Array(ascending.length);
  const placed = new Int32Array(ascending.length);
  snapped.forEach((value, row) => {
    if (value !== value) return;
    const first = countBelow(ascending, value);
    const place = first + placed[first]++;
    rows[place] = row;
    ties[place] = first;
  });
  return { rows, ties };
}
