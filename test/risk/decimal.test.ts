import { expect, test } from '@jest/globals';
import { decimal } from '../../src/risk/decimal.js';

test.each([
  [46.795, 1, '46.8'],
  [42.449999999999996, 1, '42.5'],
  [-0.125, 2, '-0.13'],
  [-0.004, 2, '0.00'],
  [-0, 1, '0.0'],
  [1.005, 2, '1.01'],
  [0.05, 1, '0.1'],
  [7499.5, 0, '7500'],
  [1_234_567.5, 0, '1234568'],
  [12_345_678.125, 2, '12345678.13'],
  [1e22, 0, '10000000000000000000000'],
])('%p with %p decimals is %p', (value, digits, text) => {
  expect(decimal(value, digits)).toBe(text);
});
