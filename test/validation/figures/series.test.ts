import { expect, test } from '@jest/globals';
import { neweyWestT, separateWindows } from '../../../src/validation/figures/series.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

test('t after Newey and West: by hand', () => {
  // Distances −1, 0, 1: autocovariances 2/3, 0 and −1/3.
  expect(neweyWestT(of(1, 2, 3), 1)).toBeCloseTo(2 / Math.sqrt(2 / 3 / 3), 12);
  // Lag 2 has the weight 1/3: 2/3 + 2 × 1/3 × −1/3 = 4/9. A longer horizon has no more lags.
  expect(neweyWestT(of(1, 2, 3), 2)).toBeCloseTo(2 / Math.sqrt(4 / 9 / 3), 12);
  expect(neweyWestT(of(1, 2, 3), 120)).toBeCloseTo(2 / Math.sqrt(4 / 9 / 3), 12);
});

test('t after Newey and West: null below three values and without variance', () => {
  expect(neweyWestT(of(), 5)).toBeNull();
  expect(neweyWestT(of(1, 2), 5)).toBeNull();
  // Their mean is not 0.1 to the last bit.
  expect(neweyWestT(of(0.1, 0.1, 0.1), 5)).toBeNull();
  expect(neweyWestT(of(0, 0, 0), 5)).toBeNull();
});

test('separate windows: every h-th session from the first with a value, gaps kept', () => {
  // Sessions 1, 3, 5 and 7; session 5 has no value.
  const series = of(NaN, 1, 9, 2, 9, NaN, 9, 6, 9);
  const { mean, n, t } = separateWindows(series, 2);
  expect([mean, n]).toEqual([3, 3]);
  // Deviations −2, −1 and 3: the variance is 14/2.
  expect(t).toBeCloseTo(3 / Math.sqrt(7 / 3), 12);
  expect(separateWindows(of(4, 9, 6), 2)).toEqual({ mean: 5, t: null, n: 2 });
  expect(separateWindows(of(0.1, 0.1, 0.1), 1).t).toBeNull();
  expect(separateWindows(of(NaN, NaN), 2)).toEqual({ mean: null, t: null, n: 0 });
});
