import { dayOf } from '../../market/day.js';
import type { FilingCategory } from '../../market/facts.js';
import { LATE_AFTER } from '../../market/flags/lateAfter.js';
import { resultsDue } from '../../market/flags/resultsDue.js';
import type { IsoDate } from '../../scoring/names.js';

/** What tells whether a company was late with a filing. */
export interface FilingOfPeriod {
  readonly category: FilingCategory;
  readonly periodEnd: IsoDate | null;
  /** The day of the first filing of the same kind and period: a later one restates what was known. */
  readonly firstFiledOn: IsoDate;
  /** The calendar months in which the company's years end, as `yearEndsOf` gives them. */
  readonly yearEnds: ReadonlySet<number>;
}

/**
 * Returns whether a company filed a period too late: results more than 45 days after it, 60 where the period ends a year,
 * shareholding more than 21.
 *
 * @returns null for filings of other kinds, and where the period is not known
 */
export function isLateFiling({
  category,
  periodEnd,
  firstFiledOn,
  yearEnds,
}: FilingOfPeriod): boolean | null {
  if (periodEnd === null) return null;
  const days = dayOf(firstFiledOn) - dayOf(periodEnd);
  if (category === 'SHAREHOLDING') return days > LATE_AFTER.SHAREHOLDING;
  if (category !== 'RESULTS') return null;
  return days > resultsDue('QUARTER', dayOf(periodEnd), yearEnds);
}
