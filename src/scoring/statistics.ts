/**
 * Statistics over columns of numbers. The caller leaves out NaN, which is null, unless the docstring says
 * otherwise.
 */

/** Returns the values of `values[members[start..end)]` that are not NaN, ascending, in a new column. */
export function sortedObserved(
  values: Float64Array,
  members: Int32Array,
  start: number,
  end: number,
): Float64Array {
  const observed = new Float64Array(end - start);
  let count = 0;
  for (let k = start; k < end; k++) {
    const value = values[members[k]];
    if (value === value) observed[count++] = value;
  }
  return observed.subarray(0, count).sort();
}

/**
 * Returns a quantile of an ascending, non-empty column, with linear interpolation between order statistics.
 *
 * @param fraction 0 to 1
 */
export function quantile(ascending: Float64Array, fraction: number): number {
  const position = fraction * (ascending.length - 1);
  const below = Math.floor(position);
  const lower = ascending[below];
  const rest = position - below;
  return rest === 0 ? lower : lower + (ascending[below + 1] - lower) * rest;
}

/** Returns the median of an ascending, non-empty column. */
export function medianOf(ascending: Float64Array): number {
  const half = ascending.length >> 1;
  return ascending.length % 2 === 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
}

/** Returns the mean of the elements [start, end), of which there is at least one. They are added in this order. */
export function meanOf(values: Float64Array, start = 0, end = values.length): number {
  let sum = 0;
  for (let k = start; k < end; k++) sum += values[k];
  return sum / (end - start);
}

/** Returns the sample standard deviation (n - 1) of the elements [start, end); NaN for fewer than two. */
export function sampleStdev(values: Float64Array, start = 0, end = values.length): number {
  const count = end - start;
  if (count < 2) return NaN;
  const mean = meanOf(values, start, end);
  let squares = 0;
  for (let k = start; k < end; k++) {
    const distance = values[k] - mean;
    squares += distance * distance;
  }
  return Math.sqrt(squares / (count - 1));
}

/** Counts the elements of an ascending column that are less than `value`. */
export function countBelow(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts the elements of an ascending column that are less than or equal to `value`. */
export function countAtOrBelow(ascending: Float64Array | Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns the rank of a value in an ascending column that contains it: 1 is the smallest. Ties get their
 * average rank.
 */
export function averageRank(ascending: Float64Array, value: number): number {
  return (countBelow(ascending, value) + 1 + countAtOrBelow(ascending, value)) / 2;
}

/** Ranks a value among the values of a column that are not NaN, with itself; ties get their average rank. */
export function rankAmong(
  values: Float64Array,
  value: number,
): { readonly rank: number; readonly of: number } {
  let below = 0;
  let equal = 0;
  let of = 0;
  for (const other of values) {
    if (other !== other) continue;
    of++;
    if (other < value) below++;
    else if (other === value) equal++;
  }
  return { rank: below + (equal + 1) / 2, of };
}
