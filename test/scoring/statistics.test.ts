import { describe, expect, test } from '@jest/globals';
import {
  averageRank,
  countAtOrBelow,
  countBelow,
  meanOf,
  medianOf,
  quantile,
  sampleStdev,
  sortedObserved,
} from '../../src/scoring/statistics.js';

const column = (...values: number[]) => Float64Array.from(values);

test('sortedObserved: the members of a slice, without nulls, ascending, in their own buffer', () => {
  const values = column(5, NaN, 3, 10, 2, -1);
  const members = Int32Array.of(5, 3, 1, 0, 4, 2);
  expect([...sortedObserved(values, members, 1, 5)]).toEqual([2, 5, 10]); // of stocks 3, 1, 0, 4
  expect([...sortedObserved(values, members, 2, 3)]).toEqual([]); // only a null
  expect([...values]).toEqual([5, NaN, 3, 10, 2, -1]);
});

describe('quantile: linear between order statistics', () => {
  test.each([
    [[7], 0.99, 7],
    [[0, 100], 0.01, 1], // 0.01 of the way
    [[0, 100], 0.99, 99],
    [[10, 20, 30], 0.5, 20],
    [[10, 20, 30], 0.25, 15], // position 0.5
    [[10, 20, 30, 40, 50, 60], 0.99, 59.5], // position 4.95: 50 + 0.95 × 10
    [[10, 20], 0, 10],
    [[10, 20], 1, 20],
  ])('of %p at %p is %p', (values, fraction, expected) => {
    expect(quantile(column(...values), fraction)).toBeCloseTo(expected, 12);
  });
});

test('medianOf: the middle one, or the mean of the two in the middle', () => {
  expect(medianOf(column(4))).toBe(4);
  expect(medianOf(column(1, 9))).toBe(5);
  expect(medianOf(column(1, 2, 9))).toBe(2);
  expect(medianOf(column(1, 2, 4, 9))).toBe(3);
});

test('meanOf: of all, or of a slice', () => {
  expect(meanOf(column(1, 2, 6))).toBe(3);
  expect(meanOf(column(100, 1, 3, 100), 1, 3)).toBe(2);
});

test('sampleStdev: over n - 1; none for fewer than two', () => {
  // mean 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; 32 / 7
  expect(sampleStdev(column(2, 4, 4, 4, 5, 5, 7, 9))).toBeCloseTo(Math.sqrt(32 / 7), 12);
  expect(sampleStdev(column(99, 1, 3, 99), 1, 3)).toBeCloseTo(Math.SQRT2, 12); // mean 2, squares 1 + 1, over 1
  expect(sampleStdev(column(3, 3, 3))).toBe(0);
  expect(sampleStdev(column(3))).toBeNaN();
  expect(sampleStdev(column())).toBeNaN();
});

test.each([
  [5, 0, 0],
  [10, 0, 1],
  [20, 1, 3],
  [25, 3, 3],
  [30, 3, 4],
  [31, 4, 4],
])('of 10, 20, 20, 30 there are, against %p, %p below and %p at or below', (value, below, atOrBelow) => {
  const ascending = column(10, 20, 20, 30);
  expect(countBelow(ascending, value)).toBe(below);
  expect(countAtOrBelow(ascending, value)).toBe(atOrBelow);
});

test('averageRank: 1 is the smallest, ties share the mean of their places', () => {
  const ascending = column(10, 20, 20, 30, 40, 40, 40);
  expect([10, 20, 30, 40].map((value) => averageRank(ascending, value))).toEqual([
    1,
    (2 + 3) / 2,
    4,
    (5 + 6 + 7) / 3,
  ]);
});
