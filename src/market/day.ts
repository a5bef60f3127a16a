import type { Day, IsoDate } from '../scoring/names.js';

/** Functions of dates as days since 1970-01-01, without a time of day, a time zone or a locale. */

const MILLISECONDS_PER_DAY = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const INDIA_OFFSET = 5.5 * 3_600_000;

/** Returns the day of an ISO 8601 date; NaN where the text is none (2024-02-30, 24-1-1). */
export function dayOf(text: string): Day {
  const match = ISO.exec(text);
  if (match === null) return NaN;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const day = dayOfCivil(year, month, date);
  return isoOf(day) === text ? day : NaN;
}

/** Returns the day of a civil date. Months and dates beyond their range carry over, as in JavaScript's Date. */
export function dayOfCivil(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / MILLISECONDS_PER_DAY;
}

/** Texts are kept, because a market has a million bars on a few thousand days. */
const isoDates = new Map<Day, IsoDate>();
/** Clients may ask for any day of ten thousand years: no more texts than these are kept. */
const MOST_DATES = 50_000;

/** Returns the ISO 8601 date of a day. */
export function isoOf(day: Day): IsoDate {
  let iso = isoDates.get(day);
  if (iso === undefined) {
    iso = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) as IsoDate;
    if (isoDates.size < MOST_DATES) isoDates.set(day, iso);
  }
  return iso;
}

/** Returns the year of a day. */
export function yearOf(day: Day): number {
  return new Date(day * MILLISECONDS_PER_DAY).getUTCFullYear();
}

/**
 * Returns the months since year 0, so that the same month one year before is 12 less. Within the computation, years
 * begin in March, which makes the leap day their last one (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms,
 * civil_from_days).
 */
export function monthOf(day: Day): number {
  const since = day + 719_468;
  const era = Math.floor(since / 146_097);
  const dayOfEra = since - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthSinceMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (yearOfEra + era * 400) * 12 + monthSinceMarch + 2;
}

/** Returns the calendar quarters since year 0. */
export const quarterOf = (day: Day): number => Math.floor(monthOf(day) / 3);

/** Returns whether a day is a Saturday or a Sunday. 1970-01-01 was a Thursday. */
export function isWeekend(day: Day): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** Returns the earliest of some days; null where there are none, or all are Infinity. */
export function earliestOf(days: Iterable<Day>): Day | null {
  let earliest = Infinity;
  for (const day of days) earliest = Math.min(earliest, day);
  return earliest === Infinity ? null : earliest;
}

/** Returns which day it is in India (IST, UTC+5:30) at an instant. */
export function dayInIndia(now: Date): Day {
  return Math.floor((now.getTime() + INDIA_OFFSET) / MILLISECONDS_PER_DAY);
}
