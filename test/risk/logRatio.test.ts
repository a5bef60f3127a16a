import { expect, test } from '@jest/globals';
import { logRatio } from '../../src/risk/logRatio.js';

test.each([
  [100, 100, 0],
  [200, 100, Math.LN2],
  [1e300, 1e-300, NaN],
  [0, 100, NaN],
  [100, 0, NaN],
  [0, 0, NaN],
  [-1, -1, NaN],
  [-2, 1, NaN],
  [NaN, 100, NaN],
  [100, NaN, NaN],
  [Infinity, 100, NaN],
  [Infinity, Infinity, NaN],
])('ln(%p / %p) is %p', (to, from, expected) => {
  expect(logRatio(to, from)).toBe(expected);
});
