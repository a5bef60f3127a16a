import { afterEach, expect, jest, test } from '@jest/globals';
import { backoffMs, type Backoff } from '../../src/async/backoff.js';

afterEach(() => {
  jest.restoreAllMocks();
});

const doubling: Backoff = { firstMs: 100, longestMs: 5_000 };

test.each([
  // 100 ms × 2^attempt, at most 5 s; half of it is random.
  [0, doubling, 50, 100],
  [1, doubling, 100, 200],
  [5, doubling, 1_600, 3_200],
  [6, doubling, 2_500, 5_000],
  [5_000, doubling, 2_500, 5_000],
  [2, { firstMs: 50, longestMs: 5_000, factor: 5 }, 625, 1_250],
])('after attempt %d with %j waits from %d to %d ms', (attempt, backoff, least, most) => {
  const waits = [0, 1].map((random) => {
    jest.spyOn(Math, 'random').mockReturnValue(random);
    return backoffMs(attempt, backoff);
  });
  expect(waits).toEqual([least, most]);
});
