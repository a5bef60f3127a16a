import { describe, expect, test } from '@jest/globals';
import { compared, inWords, percent, plural, rounded, RULES } from '../../src/scoring/wording.js';

describe('numbers in sentences', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [1.5, '1.5'],
    [-1.23456789, '-1.23'],
    [1234.5678, '1235'],
    [123_456.7, '123457'],
    [0.000_012_3, '0.0000123'],
    [0.000_000_1, '0.0000001'],
    [-1e-9, '-0.000000001'],
    [-1e-12, '0'],
  ])('%p is %s', (value, words) => {
    expect(inWords(rounded(value))).toBe(words);
  });

  test('percent writes a fraction without the noise of doubles', () => {
    expect(percent(0.07)).toBe('7 %'); // 0.07 * 100 is 7.000000000000001
  });

  test('plural writes one thing in the singular', () => {
    expect([plural(1, 'day'), plural(0, 'day'), plural(2.5, 'point'), plural('1', 'point')]).toEqual([
      '1 day',
      '0 days',
      '2.5 points',
      '1 point',
    ]);
  });
});

describe('a number and its threshold', () => {
  const words = (observed: number, threshold: number, acted: boolean, rule: keyof typeof RULES = '<') => {
    const known = compared(observed, threshold, RULES[rule], acted);
    return `${known.observed} ${known.side} ${known.threshold}`;
  };

  test.each([
    [12.345, 5, '12.3 above 5'],
    [4.9996, 5, '4.9996 below 5'],
    [4.999_999_9, 5, '4.9999999 below 5'],
    [5.004, 5, '5.004 above 5'],
    [5, 5, '5 at 5'],
    [-1.4999, -1.5, '-1.4999 above -1.5'],
    [1234.56, 1234.5, '1235 above 1234.5'],
    [0.048_213_6, 0.048_214, '0.0482 below 0.048214'],
    [0.123_456_78, 0.123_456_79, '0.123 below 0.12346'],
  ])('%p against %p is %s', (observed, threshold, expected) => {
    expect(words(observed, threshold, observed < threshold)).toBe(expected);
  });

  // Numbers are judged with all their digits and stored with ten decimals.
  test.each([
    ['<', false, 'at'],
    ['<', true, 'just below'],
    ['<=', true, 'at'],
    ['<=', false, 'just above'],
    ['>', false, 'at'],
    ['>', true, 'just above'],
    ['>=', true, 'at'],
    ['>=', false, 'just below'],
  ] as const)('an equal one under %s that acted: %p is %s', (rule, acted, side) => {
    expect(words(5, 5, acted, rule)).toBe(`5 ${side} 5`);
  });

  test('percentages are told apart like other numbers', () => {
    expect(compared(0.100_04, 0.1, RULES['>'], true, 'percent')).toEqual({
      observed: '10.004 %',
      side: 'above',
      threshold: '10 %',
    });
  });
});
