import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare, type Ratio } from '../../../src/market/exact.js';
import { isExact } from '../../../src/market/imports/isExact.js';

/** Returns the value of a plain decimal, by arithmetic on whole numbers alone. */
function ratioOf(text: string): Ratio {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction);
  return { over: text.startsWith('-') ? -size : size, under: 10n ** BigInt(fraction.length) };
}

/** Returns the value of the shortest text of a double, by arithmetic on whole numbers alone. */
function shortestOf(value: number): Ratio {
  const [mantissa, power = '0'] = String(value).split('e');
  const { over, under } = ratioOf(mantissa);
  const exponent = BigInt(power);
  return exponent < 0n ? { over, under: under * 10n ** -exponent } : { over: over * 10n ** exponent, under };
}

const exact = (text: string): boolean => isExact(text, Number(text));

const digits = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });
const decimal = fc
  .tuple(fc.constantFrom('', '-'), digits(24), fc.option(digits(24)), fc.nat(12))
  .map(([sign, whole, fraction, zeros]) => {
    const leading = fraction !== null && zeros > 6 ? '0'.repeat(zeros) : '';
    return `${sign}${whole}${fraction === null ? '' : `.${leading}${fraction}`}`;
  });

describe('a number is exact', () => {
  test('where the shortest text of the nearest double is the same number', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        expect(exact(text)).toBe(compare(ratioOf(text), shortestOf(Number(text))) === 0);
      }),
      { numRuns: 2000 },
    );
  });

  test('where it is the shortest text of a double, with zeros around it', () => {
    const double = fc.double({ noNaN: true, min: -1e15, max: 1e15 });
    fc.assert(
      fc.property(double, fc.nat(20), (value, zeros) => {
        const text = String(value);
        fc.pre(!text.includes('e'));
        const behind = text.includes('.') ? '0'.repeat(zeros) : `.${'0'.repeat(zeros + 1)}`;
        expect(exact(text)).toBe(true);
        expect(exact(text.replace(/\d/, (first) => '0'.repeat(zeros) + first) + behind)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['0', '-0', '0.000', '1.10', '007.5', '1000000000000000', '999999999999999.9', '0.1'])(
    'such as %s',
    (text) => {
      expect(exact(text)).toBe(true);
    },
  );
});

describe('a number is not exact', () => {
  test.each([
    '0.1000000000000000055511151231257827', // what the nearest double of 0.1 is in full
    '0.30000000000000001',
    '123456789012345.678',
    '999999999999999.99',
    '9007199254740993',
    '-1.2345678901234567891',
    `0.${'0'.repeat(323)}3`, // the least double is 5e-324
    `0.${'0'.repeat(400)}1`,
  ])('such as %s', (text) => {
    expect(exact(text)).toBe(false);
  });

  test('and a megabyte of digits takes no longer to tell than to read', () => {
    const zeros = '0'.repeat(500_000);
    expect(exact(`1.${zeros}`)).toBe(true);
    expect(exact(`${zeros}1`)).toBe(true);
    expect(exact(`1.${zeros}1`)).toBe(false);
    expect(exact(`1.${zeros}1${zeros}`)).toBe(false);
  });
});
