import { describe, expect, test } from '@jest/globals';
import { bandIndex, bandOf } from '../../src/scoring/bands.js';
import { BANDS, type Band } from '../../src/scoring/names.js';
import { round2 } from '../../src/scoring/rounding.js';
import { METHODS, V11 } from '../support/days/section.js';

describe.each(METHODS)('bands of %s (method §9)', (_, method) => {
  test.each<[number, Band]>([
    [100, 'STRONG_BUY'],
    [75, 'STRONG_BUY'],
    [74.995, 'STRONG_BUY'], // rounds to 75
    [74.994, 'BUY'],
    [74.99, 'BUY'],
    [65, 'BUY'],
    [64.995, 'BUY'], // rounds to 65
    [64.99, 'HOLD'],
    [50, 'HOLD'],
    [49.995, 'HOLD'],
    [49.99, 'AVOID'],
    [0, 'AVOID'],
  ])('a score of %p, rounded, is %s', (score, band) => {
    expect(BANDS[bandOf(round2(score), method.thresholds.bands)]).toBe(band);
  });
});

test.each<[number, Band]>([
  [70, 'STRONG_BUY'],
  [69.99, 'BUY'],
  [60, 'BUY'],
  [59.99, 'HOLD'],
  [45, 'HOLD'],
  [44.99, 'AVOID'],
])('in the threshold set `test`, %p is %s', (score, band) => {
  expect(BANDS[bandOf(score, V11.parameters.thresholds.test.bands)]).toBe(band);
});

test('the lower of two bands has the smaller index', () => {
  expect((['AVOID', 'HOLD', 'BUY', 'STRONG_BUY'] as const).map(bandIndex)).toEqual([0, 1, 2, 3]);
});
