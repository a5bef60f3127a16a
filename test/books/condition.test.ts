import { describe, expect, test } from '@jest/globals';
import { COMPARISONS, conditionTest, type Comparison, type Condition } from '../../src/books/condition.js';
import { bookOf, listed, row } from '../support/days/book.js';

/** Whether a condition holds for the only stock of a list; NaN is null. */
function holds(condition: Condition, sectorZ = 0.5): boolean {
  const list = listed(bookOf(row('A', { value: 60, weighted: 61, sector_z: sectorZ, t: 50 })));
  return conditionTest(list, condition)(0);
}

const compared = (left: number, is: Comparison, right: number): boolean =>
  holds({ field: 'SECTOR_Z', is, value: right }, left);

describe('a comparison', () => {
  test.each<[Comparison, boolean, boolean, boolean]>([
    ['AT_LEAST', false, true, true],
    ['ABOVE', false, false, true],
    ['AT_MOST', true, true, false],
    ['BELOW', true, false, false],
    ['EQUAL', false, true, false],
  ])('%s holds below, at and above its border: %s, %s, %s', (is, below, at, above) => {
    for (const border of [0.5, -0.5, 60, 1e-10]) {
      const least = Math.abs(border) * Number.EPSILON;
      expect(compared(border - least, is, border)).toBe(below);
      expect(compared(border, is, border)).toBe(at);
      expect(compared(border + least, is, border)).toBe(above);
    }
  });

  test('takes -0 for 0 on both sides', () => {
    for (const [left, right] of [
      [-0, 0],
      [0, -0],
    ]) {
      expect(COMPARISONS.slice(0, 5).filter((is) => compared(left, is, right))).toEqual([
        'AT_LEAST',
        'AT_MOST',
        'EQUAL',
      ]);
    }
  });

  test.each(COMPARISONS.slice(0, 5))('%s does not hold where a side is not known', (is) => {
    // There was no score before.
    expect(holds({ field: 'CHANGE', is, value: 0 })).toBe(false);
    expect(holds({ field: 'SECTOR_Z', is, value: 0 }, NaN)).toBe(false);
    expect(holds({ field: 'SCORE', is, than: 'SECTOR_Z' }, NaN)).toBe(false);
    expect(holds({ field: 'SECTOR_Z', is, than: 'SECTOR_Z' }, NaN)).toBe(false);
    expect(holds({ field: 'SCORE', is, than: 'SECTOR_Z', factor: 0 }, NaN)).toBe(false);
    expect(holds({ field: 'SECTOR_Z', is, thanSectorMedian: true }, NaN)).toBe(false);
  });
});

test.each([0.5, 0, -0, NaN])('KNOWN and UNKNOWN tell whether %d is a number', (sectorZ) => {
  expect(holds({ field: 'SECTOR_Z', is: 'KNOWN' }, sectorZ)).toBe(!Number.isNaN(sectorZ));
  expect(holds({ field: 'SECTOR_Z', is: 'UNKNOWN' }, sectorZ)).toBe(Number.isNaN(sectorZ));
  expect(holds({ field: 'CHANGE', is: 'KNOWN' })).toBe(false);
});

describe('a factor', () => {
  test.each<[number | null | undefined, number]>([
    [undefined, 60],
    [null, 60],
    [1.1, 66],
    [0, 0],
    [-1, -60],
  ])('%j multiplies the other field, to %j', (factor, right) => {
    // 60 is the score.
    expect(holds({ field: 'SECTOR_Z', is: 'EQUAL', than: 'SCORE', factor }, right)).toBe(true);
    expect(holds({ field: 'SECTOR_Z', is: 'ABOVE', than: 'SCORE', factor }, right + 1e-9)).toBe(true);
    expect(holds({ field: 'SECTOR_Z', is: 'BELOW', than: 'SCORE', factor }, right - 1e-9)).toBe(true);
  });

  test('multiplies the median of the sector', () => {
    const list = listed(bookOf(row('A', { value: 10 }), row('B', { value: 20 }), row('C', { value: 60 })));
    const test = conditionTest(list, { field: 'SCORE', is: 'AT_LEAST', thanSectorMedian: true, factor: 3 });
    expect([0, 1, 2].filter(test)).toEqual([2]);
    const negative = conditionTest(list, { field: 'SCORE', is: 'BELOW', thanSectorMedian: true, factor: -1 });
    expect([0, 1, 2].filter(negative)).toEqual([]);
  });
});
