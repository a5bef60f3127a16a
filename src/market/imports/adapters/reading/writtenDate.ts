import type { IsoDate } from '../../../../scoring/names.js';
import { dayOfCivil, isoOf } from '../../../day.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const YEAR_FIRST = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?=$|[T\s])/;
const DAY_FIRST = /^(\d{1,2})[-/.\s]([A-Za-z]{3,9}|\d{1,2})[-/.\s,]+(\d{4}|\d{2})(?=$|[T\s])/;
/** Two-digit years from here on are of the last century: NSE began in 1994. */
const FIRST_OF_LAST_CENTURY = 80;

/**
 * Returns a date as the exchanges and sites write it, in ISO 8601: year first, or day first with the month as a number or
 * a word (`05-JUL-2024`, `13-Jul-20`, `16/12/2020`, `2024-07-01`, `20240701`). A time of day after it is left out. Dates with
 * the month first are not known, because they cannot be told from others.
 *
 * @returns null where the text is no such date
 */
export function writtenDate(text: string): IsoDate | null {
  const trimmed = text.trim();
  const iso = YEAR_FIRST.exec(trimmed);
  if (iso !== null) return civil(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = DAY_FIRST.exec(trimmed);
  if (match === null) return null;
  const [, date, month, year] = match;
  const short = Number(year) + (year.length === 4 ? 0 : Number(year) >= FIRST_OF_LAST_CENTURY ? 1900 : 2000);
  return civil(short, monthOf(month), Number(date));
}

function monthOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function civil(year: number, month: number, date: number): IsoDate | null {
  if (month < 1 || month > 12 || date < 1) return null;
  const iso = isoOf(dayOfCivil(year, month, date));
  const expected = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(date).padStart(2, '0'),
  ];
  return iso === expected.join('-') ? iso : null;
}
