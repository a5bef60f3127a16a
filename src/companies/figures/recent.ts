import type { Day } from '../../scoring/names.js';
import type { MetricPeriod } from './metricFigure.js';

/** Days after the end of its newest quarter after which a figure of quarters says nothing of a company any more. */
export const OLD_QUARTER_DAYS = 200;
/** The same of a figure of a year, which is as long as fundamentals count for scores. */
export const OLD_YEAR_DAYS = 550;

interface OfPeriod {
  readonly period: MetricPeriod;
  readonly periodEnd: Day;
}

/**
 * Whether a figure is recent enough to judge a company by it.
 *
 * @param session the newest one of the market up to the day that is asked for, so that a store that is not fed any more
 * still answers
 */
export function isRecent({ period, periodEnd }: OfPeriod, session: Day): boolean {
  return session - periodEnd <= (period === 'ANNUAL' ? OLD_YEAR_DAYS : OLD_QUARTER_DAYS);
}
