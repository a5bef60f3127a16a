import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shownDate } from '../../../../src/companies/reports/files/shownDate.js';
import { shownNumber } from '../../../../src/companies/reports/shown/shownNumber.js';
import { REPORT_UNITS } from '../../../../src/companies/reports/names.js';

test.each([
  [0.12345, 'FRACTION', '12.35 %'],
  [-0.00001, 'FRACTION', '−0.001 %'],
  [0, 'FRACTION', '0.00 %'],
  [-0, 'POINTS', '0.00'],
  [12.5, 'PERCENT', '12.50 %'],
  [61.4238, 'POINTS', '61.42'],
  [0.0004, 'RATIO', '0.0004'],
  [1234567.891, 'INR_CRORE', '₹12,34,567.89 crore'],
  [-999.999, 'INR_CRORE', '−₹1,000.00 crore'],
  [100000, 'RUPEES', '₹1,00,000.00'],
  ['-123456789012345678.10', 'RUPEES', '−₹1,23,45,67,89,01,23,45,678.10'],
  ['450.1', 'RUPEES', '₹450.10'],
  ['7', 'RUPEES', '₹7.00'],
  ['12.3456', 'RUPEES', '₹12.3456'],
  [12345678, 'COUNT', '1,23,45,678'],
  [999, 'COUNT', '999'],
  [2.5, 'COUNT', '2.5'],
  [2026, null, '2026'],
  [0.613, null, '0.613'],
  [1 / 3, null, '0.3333'],
  [1.23456789e20, 'INR_CRORE', '₹12,34,57,00,00,00,00,00,00,000 crore'],
  [1e300, null, '1e+300'],
] as const)('%j of %s is shown as %s', (value, unit, shown) => {
  expect(shownNumber(value, unit).replaceAll('\u00A0', ' ')).toBe(shown);
});

test('any number is shown, and not as zero unless it is', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(null, ...REPORT_UNITS),
      (value, unit) => {
        const shown = shownNumber(value, unit);
        expect(shown).toMatch(/^−?₹?\d[\d,]*(\.\d+)?(e[+-]?\d+)?(\u00A0(%|crore))?$/);
        if (Math.abs(value) > 1e-300) expect(/[1-9]/.test(shown)).toBe(true);
      },
    ),
  );
});

test.each([
  ['2026-01-02', '2 Jan 2026'],
  ['2024-02-29', '29 Feb 2024'],
  ['2026-05-02T12:31:00.000Z', '2 May 2026, 12:31 UTC'],
  ['2026-05-02T12:31:00Z', '2 May 2026, 12:31 UTC'],
  ['2026-02-29', null],
  ['2026-1-2', null],
  ['2026-05-02T12:31:00+05:30', null],
  ['RELIANCE.NS', null],
])('the date %s is shown as %s', (text, shown) => {
  expect(shownDate(text)).toBe(shown);
});
