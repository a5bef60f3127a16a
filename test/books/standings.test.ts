import { expect, test } from '@jest/globals';
import { Standings } from '../../src/books/standings.js';

test('returns the rank, shared by equal values, and the percentile of their average rank', () => {
  const standings = new Standings([40, 80, 60, 60, 20]);
  expect([80, 60, 40, 20].map((value) => standings.of(value))).toEqual([
    { rank: 1, of: 5, percentile: 100 },
    { rank: 2, of: 5, percentile: 70 },
    { rank: 4, of: 5, percentile: 40 },
    { rank: 5, of: 5, percentile: 20 },
  ]);
  expect(new Standings([50, 50]).of(50)).toEqual({ rank: 1, of: 2, percentile: 75 });
});

test('refuses a value that is not among them', () => {
  expect(() => new Standings([40]).of(41)).toThrow(new RangeError('Expected a value of the run, got 41.'));
});
