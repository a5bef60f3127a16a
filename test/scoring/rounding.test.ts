import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { round2, snap, snapOrNull, toHundredths } from '../../src/scoring/rounding.js';
import { RUNS } from '../support/days/section.js';

describe('round2: half away from zero on the decimal value', () => {
  test.each([
    [64.995, 65], // the double is 64.99499999999999744
    [74.995, 75],
    [64.994, 64.99],
    [49.995, 50],
    [49.9949999, 49.99], // more than 1e-10 below the half
    [1.005, 1.01], // the double is 1.00499999999999989
    [-1.005, -1.01],
    [-64.995, -65],
    [0.005, 0.01],
    [-0.005, -0.01],
    [0.0049, 0],
    [2.675, 2.68],
    [100, 100],
    [99.995, 100],
    [0, 0],
    [99_999.994, 99_999.99],
  ])('%p -> %p', (value, expected) => {
    expect(round2(value)).toBe(expected);
    expect(toHundredths(value)).toBe(Math.round(expected * 100));
  });

  test('snaps to 1e-10 first: noise below it does not decide a half', () => {
    expect(round2(1.005 - 4e-11)).toBe(1.01);
    expect(round2(1.005 - 2e-10)).toBe(1);
  });

  test.each([-0, -0.001, -1e-12, -0.0049])('%p gives 0 without a sign', (value) => {
    expect(Object.is(round2(value), 0)).toBe(true);
    expect(Object.is(toHundredths(value), 0)).toBe(true);
  });

  test('every decimal of three places, by integer arithmetic', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (thousandths) => {
        const hundredths = Math.sign(thousandths) * Math.floor((Math.abs(thousandths) + 5) / 10) + 0;
        expect(round2(thousandths / 1000)).toBe(hundredths / 100);
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });
});

describe('snap: to ten decimals', () => {
  test.each([
    [0.1 + 0.2, 0.3],
    [1 / 3, 0.3333333333],
    [-1 / 3, -0.3333333333],
    [5, 5],
    [1e9 + 0.5, 1e9 + 0.5], // 1e9 × 1e10 is beyond what an integer holds exactly: no noise to take away
    [1e300, 1e300],
  ])('%p -> %p', (value, expected) => {
    expect(snap(value)).toBe(expected);
  });

  test('keeps NaN and infinities, and gives no negative zero', () => {
    expect(snap(NaN)).toBeNaN();
    expect(snap(Infinity)).toBe(Infinity);
    expect(snap(-Infinity)).toBe(-Infinity);
    expect(Object.is(snap(-1e-12), 0)).toBe(true);
    expect(Object.is(snap(-0), 0)).toBe(true);
  });
});

test('snapOrNull gives null for a missing number, and ten decimals of any other', () => {
  expect([snapOrNull(NaN), snapOrNull(null), snapOrNull(0.1 + 0.2)]).toEqual([null, null, 0.3]);
});
