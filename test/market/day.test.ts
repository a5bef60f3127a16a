import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dayInIndia,
  dayOf,
  dayOfCivil,
  isoOf,
  isWeekend,
  monthOf,
  quarterOf,
  yearOf,
} from '../../src/market/day.js';
import { day } from '../support/market/folder.js';

describe('dayOf', () => {
  test.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2000-03-01', 11_017], // 30 years of 365 days, 7 leap days, 31 + 29 days
    ['2024-02-29', 19_782], // 54 years of 365 days, 13 leap days, 31 + 28 days
  ])('%s is day %d', (text, expected) => {
    expect(dayOf(text)).toBe(expected);
  });

  test.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-04-31',
    '0000-00-00',
    '24-1-1',
    '2024-10-8',
    '20241008',
    '2024/10/08',
    '08-10-2024',
    '2024-10-08T00:00:00Z',
    ' 2024-10-08',
    '2024-10-08\n',
    '+2024-10-08',
    '-2024-10-08',
    '２０２４-10-08',
    'today',
    '',
  ])('"%s" is no date', (text) => {
    expect(dayOf(text)).toBeNaN();
  });

  test('a date and its day are the same thing, and days follow one another', () => {
    // 1000-01-01 to 9999-12-30.
    const days = fc.integer({ min: -354_285, max: 2_932_895 });
    fc.assert(
      fc.property(days, (one) => {
        expect(dayOf(isoOf(one))).toBe(one);
        expect(isoOf(one) < isoOf(one + 1)).toBe(true);
      }),
    );
  });
});

test('months and dates beyond their range carry over', () => {
  expect(dayOfCivil(2025, 1, 1)).toBe(day('2025-01-01'));
  expect(dayOfCivil(2024, 13, 1)).toBe(day('2025-01-01'));
  expect(dayOfCivil(2024, 3, 0)).toBe(day('2024-02-29'));
});

test('years, months and quarters are counted without gaps, before 1970 too', () => {
  expect(yearOf(day('2024-12-31'))).toBe(2024);
  expect(yearOf(day('2025-01-01'))).toBe(2025);
  expect(yearOf(day('1969-12-31'))).toBe(1969);
  expect(monthOf(day('2024-03-31')) - monthOf(day('2023-03-01'))).toBe(12);
  expect(monthOf(day('2025-01-01')) - monthOf(day('2024-12-31'))).toBe(1);
  expect(quarterOf(day('2024-04-01')) - quarterOf(day('2024-03-31'))).toBe(1);
  expect(quarterOf(day('2024-06-30'))).toBe(quarterOf(day('2024-04-01')));
  expect(quarterOf(day('2025-03-31')) - quarterOf(day('2024-12-31'))).toBe(1);
});

test.each([
  ['2024-10-04', false], // Friday
  ['2024-10-05', true],
  ['2024-10-06', true],
  ['2024-10-07', false],
  ['1970-01-01', false], // Thursday
  ['1969-12-28', true], // Sunday
  ['1969-12-27', true],
  ['1969-12-26', false],
])('%s on a weekend: %s', (text, expected) => {
  expect(isWeekend(day(text))).toBe(expected);
});

test('India is five and a half hours ahead of UTC', () => {
  expect(dayInIndia(new Date('2024-10-07T18:29:59.999Z'))).toBe(day('2024-10-07'));
  expect(dayInIndia(new Date('2024-10-07T18:30:00Z'))).toBe(day('2024-10-08'));
  expect(dayInIndia(new Date('2024-10-08T18:29:59Z'))).toBe(day('2024-10-08'));
});
