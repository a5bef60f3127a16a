import type { IsoDate } from '../../../scoring/names.js';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** Returns a date as filings write it, such as "March 31, 2026". */
export function longDate(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${MONTHS[month - 1]} ${day}, ${year}`;
}

/** Returns a quarter of the fiscal year, which ends in March, such as "Q4FY26". */
export function quarterName(periodEnd: IsoDate): string {
  const [year, month] = periodEnd.split('-').map(Number);
  const fiscalYear = month > 3 ? year + 1 : year;
  return `Q${month > 3 ? Math.floor((month - 1) / 3) : 4}FY${String(fiscalYear % 100).padStart(2, '0')}`;
}

/** Returns an amount with two decimals, grouped as in India: 1,23,456.78. */
export const grouped = (value: number): string =>
  value.toLocaleString('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Returns a growth in per cent with one decimal. */
export const growthOf = (value: number, before: number): string =>
  `${((value / before - 1) * 100).toFixed(1)}%`;
