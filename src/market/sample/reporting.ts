import type { Day } from '../../scoring/names.js';
import { monthOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import { Random } from './random.js';
import { quarterEnds } from './timeline.js';

/** The number of quarters, which make six fiscal years. */
const QUARTERS = 24;
/** The latest days of publication. SEBI allows 45 days after a quarter and 60 after a year. */
const LATEST_DAYS = { quarter: 44, year: 58 };
const MARCH = 2;

/** Returns when a company publishes its results, by the end of the quarter. A year is published with its last quarter. */
export type ResultsDates = ReadonlyMap<Day, Day>;

/** Draws the days of publication. A company is early or late by habit, give or take two days. */
export function resultsDatesOf({ ticker }: SampleCompany): ResultsDates {
  const random = new Random(`results ${ticker}`);
  const habit = random.whole(20, 40);
  return new Map(
    quarterEnds(QUARTERS).map((end) => {
      const lag = habit + random.whole(-2, 2);
      // Indian companies close their books in March, and take a fortnight longer over a year.
      const closesYear = monthOf(end) % 12 === MARCH;
      return [
        end,
        end + (closesYear ? Math.min(LATEST_DAYS.year, lag + 14) : Math.min(LATEST_DAYS.quarter, lag)),
      ];
    }),
  );
}
