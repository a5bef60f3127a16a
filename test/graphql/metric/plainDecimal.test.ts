import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainDecimal } from '../../../src/graphql/metric/plainDecimal.js';

test.each([
  [0, '0'],
  [-0, '0'],
  [12.5, '12.5'],
  [-1e-7, '-0.0000001'],
  [1.5e-7, '0.00000015'],
  [1e21, '1000000000000000000000'],
  [-1.25e22, '-12500000000000000000000'],
])('%d is written as %s', (value, text) => {
  expect(plainDecimal(value)).toBe(text);
});

test('writes every number without an exponent, and as the number that it is', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = plainDecimal(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text)).toBe(value + 0);
    }),
  );
});
