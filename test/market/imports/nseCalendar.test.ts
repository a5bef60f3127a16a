import { beforeAll, describe, expect, test } from '@jest/globals';
import { TradingCalendar, type CalendarEntry } from '../../../src/market/calendar.js';
import { isWeekend, yearOf } from '../../../src/market/day.js';
import { nseCalendar } from '../../../src/market/imports/nseCalendar.js';
import { day } from '../../support/market/folder.js';

let entries: readonly CalendarEntry[];
beforeAll(async () => {
  entries = await nseCalendar();
});

describe('the shipped calendar', () => {
  test('knows 2019 to 2026, and no day twice', () => {
    expect([...new Set(entries.map((entry) => yearOf(entry.day)))].sort()).toEqual([
      2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    expect(new Set(entries.map((entry) => entry.day)).size).toBe(entries.length);
  });

  test('holds holidays on weekdays, and names every entry', () => {
    for (const entry of entries) {
      expect(entry.name).not.toBe('');
      if (entry.kind === 'HOLIDAY') expect(isWeekend(entry.day)).toBe(false);
    }
  });

  test.each([
    ['2024-01-26', 'a holiday (Republic Day)'],
    ['2024-10-02', 'a holiday (Gandhi Jayanti)'],
    ['2024-01-20', null], // Saturday, a full session in place of January 22
    ['2021-11-04', null], // Diwali: Muhurat trading on a Thursday
    ['2024-10-08', null],
  ])('says of %s: %s', (date, expected) => {
    expect(new TradingCalendar(entries).closedBecause(day(date))).toBe(expected);
  });
});
