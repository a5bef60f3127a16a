import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalOfText, textOfDecimal } from '../../../../src/market/imports/xbrl/decimal.js';

test.each([
  ['2279700000000.00', 2, '2279700000000'],
  ['-0.005', 2, '-0.01'],
  ['0.0049', 2, '0'],
  ['-0.0049', 2, '0'],
  ['0.15525', 4, '0.1553'],
  ['100', 0, '100'],
  ['+7.50', 3, '7.5'],
  [' 12 ', 2, '12'],
  ['5.', 2, '5'],
  ['-.5', 2, '-0.5'],
])('%s to %d places is %s', (text, places, written) => {
  const value = decimalOfText(text);
  expect(value === null ? null : textOfDecimal(value, places)).toBe(written);
});

test.each(['', '-', '1e5', '1,234', '(5)', 'NaN', '∞', '١٢', '.', '-.', '1.2.3', '0x10', '9'.repeat(31)])(
  '%s is no plain decimal',
  (text) => expect(decimalOfText(text)).toBeNull(),
);

test('a decimal is written as it was read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (paise) => {
      const digits = String(paise < 0n ? -paise : paise).padStart(3, '0');
      const text = `${paise < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      const value = decimalOfText(text);
      expect(value).not.toBeNull();
      const written = value === null ? '' : textOfDecimal(value, 9);
      expect(decimalOfText(written)).toEqual(decimalOfText(text.replace(/\.?0+$/, '')));
    }),
  );
});
