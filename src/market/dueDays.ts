import type { Day } from '../scoring/names.js';
import { monthOf } from './day.js';
import type { Period } from './facts.js';

/**
 * For how many days after their period figures are published at the latest. Figures without a publication date count as
 * published this many days after their period, so that they are never late.
 */
export const DUE_DAYS: Readonly<Record<Period, number>> = { QUARTER: 45, ANNUAL: 60, POINT: 0 };

/** The month in which the year of most companies ends, counted from 0. */
const MARCH = 2;

/** Returns the months, counted from 0, in which the years of a company end: March where no year of it is known. */
export function yearEndsOf(
  figures: Iterable<{ readonly period: Period; readonly periodEnd: Day }>,
): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const { period, periodEnd } of figures) if (period === 'ANNUAL') ends.add(monthOf(periodEnd) % 12);
  return ends.size > 0 ? ends : new Set([MARCH]);
}

/**
 * Returns after how many days results are late. The quarter that ends a year has as long as the year.
 *
 * @param yearEnds of `yearEndsOf`
 */
export function dueDays(period: Period, periodEnd: Day, yearEnds: ReadonlySet<number>): number {
  return DUE_DAYS[period === 'QUARTER' && yearEnds.has(monthOf(periodEnd) % 12) ? 'ANNUAL' : period];
}
