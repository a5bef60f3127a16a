import { expect, test } from '@jest/globals';
import { membersWhere } from '../../../src/validation/figures/members.js';
import { orderingOf } from '../../../src/validation/figures/ordering.js';
import { rankCorrelation, ranksOf } from '../../../src/validation/figures/ranks.js';
import { Random } from '../../support/synthetic/random.js';

test('ranks among some of the rows: ties to ten decimals share their average rank', () => {
  const ordering = orderingOf(Float64Array.of(5, 1, NaN, 5 + 1e-12, 3, 1, 0));
  const members = membersWhere(7, (row) => row !== 2 && row !== 6);
  expect([...ranksOf(ordering, members)]).toEqual([4.5, 1.5, 0, 4.5, 3, 1.5, 0]);
  const two = membersWhere(7, (row) => row === 3 || row === 4);
  expect([...ranksOf(ordering, two)]).toEqual([0, 0, 0, 2, 1, 0, 0]);
});

test('ranks are those by counting, for any values and members', () => {
  const random = new Random(3);
  for (let round = 0; round < 200; round++) {
    const values = Float64Array.from({ length: 30 }, () => random.below(12) / 10);
    const members = membersWhere(30, () => random.chance(0.6));
    const own = Array.from(members.rows, (row) => values[row]);
    const ranks = ranksOf(orderingOf(values), members);
    for (const row of members.rows) {
      const below = own.filter((value) => value < values[row]).length;
      const equal = own.filter((value) => value === values[row]).length;
      expect(ranks[row]).toBe(below + (equal + 1) / 2);
    }
  }
});

test('correlation of ranks: by hand, and none without variation', () => {
  const all = membersWhere(4, () => true);
  const of = (...values: number[]): Float64Array => ranksOf(orderingOf(Float64Array.from(values)), all);
  expect(rankCorrelation(of(1, 2, 3, 4), of(10, 20, 40, 90), all)).toBe(1);
  // Squared differences of ranks 1, 1, 1 and 1: 1 − 6 × 4 / (4 × 15).
  expect(rankCorrelation(of(1, 2, 3, 4), of(2, 1, 4, 3), all)).toBeCloseTo(0.6, 12);
  expect(rankCorrelation(of(1, 2, 3, 4), of(7, 7, 7, 7), all)).toBeNaN();
  expect(
    rankCorrelation(
      of(),
      of(),
      membersWhere(0, () => true),
    ),
  ).toBeNaN();
});
