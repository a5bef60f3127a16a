import type { Day, IsoDate } from '../scoring/names.js';

/** Dates as days since 1970-01-01: no time of day, no time zone, no locale. */

const MILLISECONDS_PER_DAY = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const INDIA_OFFSET = 5.5 * 3_600_000;

/** The day of an ISO 8601 date; NaN where it is none (2024-02-30, 24-1-1). */
export function dayOf(text: string): Day {
  const match = ISO.exec(text);
  if (match === null) return NaN;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const day = dayOfCivil(year, month, date);
  return isoOf(day) === text ? day : NaN;
}

/** The day of a civil date; months and dates beyond their range carry over, as in the Date of JavaScript. */
export function dayOfCivil(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / MILLISECONDS_PER_DAY;
}

/** A market has a few thousand days, and each of them a million bars. */
const isoDates = new Map<Day, IsoDate>();
/** Callers may ask for any day of ten thousand years. */
const MOST_DATES = 50_000;

export function isoOf(day: Day): IsoDate {
  let iso = isoDates.get(day);
  if (iso === undefined) {
    iso = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) as IsoDate;
    if (isoDates.size < MOST_DATES) isoDates.set(day, iso);
  }
  return iso;
}

export function yearOf(day: Day): number {
  return new Date(day * MILLISECONDS_PER_DAY).getUTCFullYear();
}

/**
 * Months since year 0: the same month one year before is 12 less. Years begin in March here, so that the leap day
 * is the last one (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days).
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

/** Calendar quarters since year 0. */
export const quarterOf = (day: Day): number => Math.floor(monthOf(day) / 3);

/** Saturday or Sunday. 1970-01-01 was a Thursday. */
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

/** The day that it is in India (IST, UTC+5:30) at an instant. */
export function dayInIndia(now: Date): Day {
  return Math.floor((now.getTime() + INDIA_OFFSET) / MILLISECONDS_PER_DAY);
}
