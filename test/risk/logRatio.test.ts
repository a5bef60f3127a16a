import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { logRatio } from '../../src/risk/logRatio.js';
import { RUNS } from '../support/days/section.js';

test('is the logarithm of the ratio, but for the last bits', () => {
  const close = fc.double({ min: 0.01, max: 1e6, noNaN: true });
  const change = fc.double({ min: -0.12, max: 0.12, noNaN: true });
  fc.assert(
    fc.property(close, change, (from, by) => {
      const to = from * (1 + by);
      const exact = Math.log1p((to - from) / from);
      expect(Math.abs(logRatio(to, from) - exact)).toBeLessThanOrEqual(16 * Number.EPSILON * Math.abs(exact));
    }),
    { ...RUNS, numRuns: 2000 },
  );
});

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
