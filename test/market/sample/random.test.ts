import { describe, expect, test } from '@jest/globals';
import { Random, xoshiro128 } from '../../../src/market/sample/random.js';

const drawn = (random: Random, count = 20_000) => Array.from({ length: count }, () => random.normal());

describe('xoshiro128', () => {
  test('draws what the reference implementation draws', () => {
    // xoshiro128starstar.c 1.1 with state {1, 2, 3, 4}, as in the tests of rand_xoshiro (Rust).
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe('Random', () => {
  test('a label has one stream, and another label another', () => {
    expect(drawn(new Random('a'), 5)).toEqual(drawn(new Random('a'), 5));
    expect(drawn(new Random('a'), 5)).not.toEqual(drawn(new Random('b'), 5));
  });

  test('whole numbers reach both ends, and nothing beyond', () => {
    const random = new Random('whole');
    const seen = new Set(Array.from({ length: 1000 }, () => random.whole(-2, 2)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });

  test('normal variates have mean 0 and variance 1', () => {
    const values = drawn(new Random('normal'));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    // Standard errors of 20,000: 0.007 and 0.01; four of each.
    expect(Math.abs(mean)).toBeLessThan(0.028);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  });
});
