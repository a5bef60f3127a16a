/** Statistics of one value a session. NaN is a session without a value. */

import { meanOf, sampleStdev } from '../../scoring/statistics.js';

/** What rounding leaves of the deviation of equal values, as a fraction of their mean. It is no deviation. */
const NOISE = 1e-14;

/** Returns the values that are not NaN, in their order. */
export const closedUp = (series: Float64Array): Float64Array => series.filter((value) => value === value);

/** Returns the mean of a closed-up series; null where it is empty. */
export const meanOrNull = (values: Float64Array): number | null =>
  values.length === 0 ? null : meanOf(values);

/** Returns the sample standard deviation of a closed-up series; null below two values. */
export const stdevOrNull = (values: Float64Array): number | null =>
  values.length < 2 ? null : sampleStdev(values);

/**
 * Returns the t of a mean after Newey and West, whose errors allow for returns that overlap.
 *
 * @param values a closed-up series
 * @param horizon sessions of a forward return: the greatest lag
 * @returns null below three values, or where the variance is not above 0
 */
export function neweyWestT(values: Float64Array, horizon: number): number | null {
  const n = values.length;
  if (n < 3) return null;
  const mean = meanOf(values);
  const distances = values.map((value) => value - mean);
  const lags = Math.min(horizon, n - 1);
  let variance = 0;
  for (let lag = 0; lag <= lags; lag++) {
    let products = 0;
    for (let k = lag; k < n; k++) products += distances[k] * distances[k - lag];
    variance += ((lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * products) / n;
  }
  return variance > (NOISE * mean) ** 2 ? mean / Math.sqrt(variance / n) : null;
}

export interface SeparateWindows {
  readonly mean: number | null;
  readonly t: number | null;
  readonly n: number;
}

/**
 * Looks at every h-th session from the first with a value on, whose forward returns do not overlap.
 *
 * @param series one element a session of the window
 * @returns t is null below three values, and where they do not vary
 */
export function separateWindows(series: Float64Array, horizon: number): SeparateWindows {
  const first = series.findIndex((value) => value === value);
  const picked: number[] = [];
  for (let k = first; k >= 0 && k < series.length; k += horizon) {
    if (series[k] === series[k]) picked.push(series[k]);
  }
  const values = Float64Array.from(picked);
  const n = values.length;
  const mean = meanOrNull(values);
  const error = sampleStdev(values) / Math.sqrt(n);
  return { mean, t: mean !== null && n >= 3 && error > NOISE * Math.abs(mean) ? mean / error : null, n };
}
