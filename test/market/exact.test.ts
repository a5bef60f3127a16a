import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compare,
  decimalOf,
  inverse,
  multiplier,
  nearestDouble,
  ONE,
  times,
  type Ratio,
} from '../../src/market/exact.js';
import { after, before, distance, exactly, isEven } from '../support/market/doubles.js';

const ratio = (over: number | bigint, under: number | bigint): Ratio => ({
  over: BigInt(over),
  under: BigInt(under),
});

/** Returns whether no double is nearer; of two that are as near, the even one counts. */
function expectNearest(value: number, exact: Ratio): void {
  const own = distance(exactly(value), exact);
  for (const other of [before(value), after(value)]) {
    const order = compare(own, distance(exactly(other), exact));
    if (order > 0) throw new Error(`${other} is nearer to ${exact.over}/${exact.under} than ${value}`);
    if (order === 0) expect(isEven(value)).toBe(true);
  }
}

/** Prices as files of NSE have them, with two decimals, and with four, the most that any source has. */
const price = fc.integer({ min: 1, max: 10_000_000_000 }).map((scaled) => scaled / 10_000);
/** Numbers with any number of decimals, up to ten thousand times the most expensive share. */
const ordinary = fc.double({ min: 1e-6, max: 1e10, noNaN: true });
const shares = fc.bigInt({ min: 1n, max: 1_000n });
const factor = fc
  .tuple(shares, shares, shares, shares)
  .map(([a, b, c, d]) => times({ over: a, under: b }, { over: c, under: d }));

describe('decimalOf', () => {
  test.each([
    [0, ratio(0, 1)],
    [100, ratio(100, 1)],
    [120.05, ratio(12_005, 100)],
    [0.1, ratio(1, 10)],
    [-1.5, ratio(-15, 10)],
    [1e21, ratio(10n ** 21n, 1)],
    [1.25e21, ratio(125n * 10n ** 19n, 1)],
    [1e-7, ratio(1, 10_000_000)],
    [1.25e-7, ratio(125, 10n ** 9n)],
  ])('%d', (value, expected) => {
    expect(compare(decimalOf(value), expected)).toBe(0);
  });

  test('is the decimal that was written, not the double that holds it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (cents) => {
        expect(compare(decimalOf(Number(`${cents}e-2`)), ratio(cents, 100))).toBe(0);
      }),
    );
  });
});

test('ratios multiply, turn over and compare', () => {
  expect(times(ratio(2, 3), ratio(3, 4))).toEqual(ratio(1, 2));
  expect(times(ratio(-2, 3), ratio(3, 4))).toEqual(ratio(-1, 2));
  expect(times(ratio(7, 5), ONE)).toEqual(ratio(7, 5));
  expect(inverse(ratio(2, 3))).toEqual(ratio(3, 2));
  expect(compare(ratio(1, 3), ratio(2, 6))).toBe(0);
  expect(compare(ratio(1, 3), ratio(1, 2))).toBeLessThan(0);
  expect(compare(ratio(1, 3), ratio(-1, 2))).toBeGreaterThan(0);
});

describe('nearestDouble', () => {
  test.each([
    [ratio(0, 7), 0],
    [ratio(1, 3), 1 / 3],
    [ratio(-1, 3), -1 / 3],
    [ratio(10, 4), 2.5],
    // 2^53 + 1 lies half-way between 2^53 and 2^53 + 2: the even one is taken, on either side.
    [ratio(2n ** 53n + 1n, 1), 2 ** 53],
    [ratio(2n ** 53n + 3n, 1), 2 ** 53 + 4],
    // A hair above half-way is no tie, however far down the hair is.
    [ratio((2n ** 53n + 1n) * 10n ** 60n + 1n, 10n ** 60n), 2 ** 53 + 2],
  ])('%p', (exact, expected) => {
    expect(nearestDouble(exact)).toBe(expected);
  });

  test('no double is nearer', () => {
    const big = fc.bigInt({ min: 1n, max: 10n ** 40n });
    fc.assert(
      fc.property(big, big, (over, under) => {
        expectNearest(nearestDouble({ over, under }), { over, under });
      }),
    );
  });

  test('the decimal of a double gives the double back', () => {
    fc.assert(fc.property(ordinary, (value) => nearestDouble(decimalOf(value)) === value));
  });

  // Far below any price, but a price of many zeros passes the import.
  test.each([1e-280, 1e-290, 1e-300, 2 ** -1022, 5e-324, Number.MAX_VALUE])(
    '%d is given back too',
    (value) => {
      expect(nearestDouble(decimalOf(value))).toBe(value);
    },
  );
});

describe('multiplier', () => {
  test('by one changes nothing', () => {
    expect(multiplier(ONE)(123.456789)).toBe(123.456789);
  });

  test('rounds once: 30.3 / 3 is 10.1, which 30.3 × (1 / 3) is not always', () => {
    const third = multiplier(ratio(1, 3));
    expect(third(30.3)).toBe(10.1);
    // In binary 0.03 × (1 / 3) is 0.009999999999999998.
    expect(third(0.03)).toBe(0.01);
  });

  test('its fast path for prices gives what exact arithmetic gives', () => {
    fc.assert(
      fc.property(price, factor, (value, by) => {
        expect(multiplier(by)(value)).toBe(nearestDouble(times(decimalOf(value), by)));
      }),
      { numRuns: 1000 },
    );
  });

  test('so it does for volumes, and for numbers of any number of decimals', () => {
    const volume = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.oneof(volume, ordinary), factor, (value, by) => {
        expect(multiplier(by)(value)).toBe(nearestDouble(times(decimalOf(value), by)));
      }),
      { numRuns: 1000 },
    );
  });

  test('is correctly rounded: no double is nearer to the exact product', () => {
    fc.assert(
      fc.property(price, factor, (value, by) => {
        expectNearest(multiplier(by)(value), times(decimalOf(value), by));
      }),
      { numRuns: 1000 },
    );
  });

  test('factors beyond the integers of doubles are exact too', () => {
    const by = ratio(10n ** 30n + 1n, 3n * 10n ** 29n);
    expectNearest(multiplier(by)(100.05), times(decimalOf(100.05), by));
  });
});
