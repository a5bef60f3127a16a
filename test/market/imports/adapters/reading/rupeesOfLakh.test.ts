import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rupeesOfLakh } from '../../../../../src/market/imports/adapters/reading/rupeesOfLakh.js';

test.each([
  ['334.25', '33425000'],
  ['0.73', '73000'],
  ['.5', '50000'],
  ['0', '0'],
  ['12', '1200000'],
  ['1.234567', '123456.7'],
  ['0.000001', '0.1'],
  ['-', ''],
  ['', ''],
  ['x', 'x'],
  ['1,234', '123400000'],
  ['1,2', '1,2'],
])('%j lakh are %j ₹', (lakh, rupees) => {
  expect(rupeesOfLakh(lakh)).toBe(rupees);
});

test('no digit is lost or added', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (paisa) => {
      const [whole, decimals] = [paisa / 100n, paisa % 100n];
      expect(rupeesOfLakh(`${whole}.${String(decimals).padStart(2, '0')}`)).toBe(String(paisa * 1000n));
    }),
  );
});
