import type { Day } from '../../scoring/names.js';
import { monthOf } from '../day.js';
import type { Period } from '../facts.js';
import { LATE_AFTER } from './lateAfter.js';

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
 * Returns how many days after its period a result is due. The quarter that ends a year has as long as the year.
 *
 * @param period a year or a quarter
 * @param yearEnds of `yearEndsOf`
 */
export function resultsDue(period: Period, periodEnd: Day, yearEnds: ReadonlySet<number>): number {
  const endsYear = period === 'ANNUAL' || yearEnds.has(monthOf(periodEnd) % 12);
  return endsYear ? LATE_AFTER.YEAR : LATE_AFTER.QUARTER;
}
