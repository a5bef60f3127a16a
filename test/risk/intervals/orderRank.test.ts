import { expect, test } from '@jest/globals';
import { orderRank } from '../../../src/risk/intervals/orderRank.js';

test.each([
  [1, 1],
  [2, 1],
  [5, 1],
  ...[6, 7, 8].map((n) => [n, 1]),
  ...[9, 10, 11].map((n) => [n, 2]),
  ...[12, 13, 14].map((n) => [n, 3]),
  ...[15, 16].map((n) => [n, 4]),
  ...[17, 18, 19].map((n) => [n, 5]),
  [20, 6],
])('of %p observations, number %p from either end', (n, k) => {
  expect(orderRank(n, 0.95)).toBe(k);
});

test('never crosses the median', () => {
  for (let n = 1; n <= 1000; n++) expect(2 * orderRank(n, 0.5)).toBeLessThanOrEqual(n + 1);
});
