import { describe, expect, test } from '@jest/globals';
import { inWords, percent, plural } from '../../src/scoring/wording.js';

describe('numbers in sentences', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [1.5, '1.5'],
    [-1.23456789, '-1.2346'],
    [1234.5678, '1234.6'],
    [123_456.7, '123457'],
    [0.000_012_3, '0.000012'],
    [-1e-9, '0'],
  ])('%p is %s', (value, words) => {
    expect(inWords(value)).toBe(words);
  });

  test('percent writes a fraction without the noise of doubles', () => {
    expect(percent(0.07)).toBe('7 %'); // 0.07 * 100 is 7.000000000000001
  });

  test('plural writes one thing in the singular', () => {
    expect([plural(1, 'day'), plural(0, 'day'), plural(2.5, 'point')]).toEqual([
      '1 day',
      '0 days',
      '2.5 points',
    ]);
  });
});
