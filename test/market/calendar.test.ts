import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Sessions, TradingCalendar, type CalendarEntry } from '../../src/market/calendar.js';
import { isoOf } from '../../src/market/day.js';
import { day } from '../support/market/folder.js';

const entry = (date: string, kind: CalendarEntry['kind'], name = ''): CalendarEntry => ({
  day: day(date),
  kind,
  name,
});

const calendar = new TradingCalendar([
  entry('2024-10-02', 'HOLIDAY', 'Gandhi Jayanti'),
  entry('2024-11-15', 'HOLIDAY'),
  entry('2024-01-20', 'SESSION', 'Regular session in place of 22 January'), // a Saturday
]);

describe('TradingCalendar', () => {
  test.each([
    ['2024-10-02', 'a holiday (Gandhi Jayanti)'],
    ['2024-11-15', 'a holiday'],
    ['2024-10-05', 'a weekend day'],
    ['2024-10-06', 'a weekend day'],
    ['2024-10-01', null],
    ['2024-01-20', null],
    ['2024-01-21', 'a weekend day'],
  ])('%s is closed because it is %s', (date, expected) => {
    expect(calendar.closedBecause(day(date))).toBe(expected);
  });

  test('says nothing about a year without an entry', () => {
    expect(calendar.closedBecause(day('2023-12-31'))).toBeNull(); // a Sunday
    expect(calendar.closedBecause(day('2025-01-04'))).toBeNull(); // a Saturday
  });

  test('knows a year by a special session alone', () => {
    const known = new TradingCalendar([entry('2018-02-03', 'SESSION')]);
    expect(known.closedBecause(day('2018-02-03'))).toBeNull();
    expect(known.closedBecause(day('2018-02-10'))).toBe('a weekend day');
  });

  test('a later entry of a day replaces an earlier one', () => {
    const both = [entry('2024-10-02', 'HOLIDAY', 'Gandhi Jayanti'), entry('2024-10-02', 'SESSION')];
    expect(new TradingCalendar(both).closedBecause(day('2024-10-02'))).toBeNull();
    expect(new TradingCalendar(both.toReversed()).closedBecause(day('2024-10-02'))).not.toBeNull();
  });

  test('sessions of a known year are its weekdays − holidays + special sessions, traded or not', () => {
    const { days } = calendar.sessions([day('2024-10-02'), day('2024-10-05')]);
    // 2024 has 366 days: 52 weeks, a Monday and a Tuesday, so 52 × 5 + 2 = 262 weekdays; − 2 holidays + 1 Saturday.
    expect(days).toHaveLength(261);
    const october = Array.from(days, isoOf).filter((date) => date.startsWith('2024-10-0'));
    expect(october).toEqual([
      '2024-10-01',
      '2024-10-03',
      '2024-10-04',
      '2024-10-07',
      '2024-10-08',
      '2024-10-09',
    ]);
  });

  test('sessions of another year are the days that were traded, weekend or not, in order and once', () => {
    const traded = ['2018-01-07', '2018-01-02', '2024-06-01', '2018-01-02'].map(day);
    const { days } = calendar.sessions(traded);
    expect(Array.from(days.slice(0, 3), isoOf)).toEqual(['2018-01-02', '2018-01-07', '2024-01-01']);
    expect(days).not.toContain(day('2024-06-01')); // a Saturday of a known year
  });

  test('without entries and trades there is no session', () => {
    expect(new TradingCalendar([]).sessions([]).days).toHaveLength(0);
  });
});

describe('Sessions', () => {
  const dates = ['2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07'];
  const sessions = new Sessions(Int32Array.from(dates, day));

  test.each([
    ['2024-09-30', 0, -1],
    ['2024-10-01', 1, 0],
    ['2024-10-02', 1, -1],
    ['2024-10-03', 2, 1],
    ['2024-10-06', 3, -1],
    ['2024-10-07', 4, 3],
    ['2024-10-08', 4, -1],
  ])('up to %s there are %d, and its ordinal is %d', (date, count, ordinal) => {
    expect(sessions.countUpTo(day(date))).toBe(count);
    expect(sessions.ordinalOf(day(date))).toBe(ordinal);
  });

  test.each([
    ['2024-10-01', null],
    ['2024-10-02', '2024-10-01'],
    ['2024-10-03', '2024-10-01'],
    ['2024-10-07', '2024-10-04'],
    ['2030-01-01', '2024-10-07'],
  ])('the one before %s is %s', (date, expected) => {
    expect(sessions.before(day(date))).toBe(expected);
  });

  test('a day that is none takes the ordinal of the one before it', () => {
    const days = ['2024-09-30', '2024-10-01', '2024-10-02', '2024-10-04', '2024-10-06', '2024-10-09'];
    expect(Array.from(sessions.ordinalsOf(Int32Array.from(days, day)))).toEqual([-1, 0, 0, 2, 2, 3]);
    expect(sessions.ordinalsOf(new Int32Array(0))).toHaveLength(0);
  });

  test('all ordinals at once are those of each day', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
    fc.assert(
      fc.property(some, some, (open, asked) => {
        const those = new Sessions(Int32Array.from(open).sort());
        const days = Int32Array.from(asked).sort();
        const oneByOne = Array.from(days, (one) => open.filter((session) => session <= one).length - 1);
        expect(Array.from(those.ordinalsOf(days))).toEqual(oneByOne);
      }),
    );
  });
});
