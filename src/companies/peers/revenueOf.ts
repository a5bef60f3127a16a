import { isoOf } from '../../market/day.js';
import { snap } from '../../scoring/rounding.js';
import type { Day } from '../../scoring/names.js';
import type { CompanyFigures } from '../figures/companyFigures.js';
import { isRecent, OLD_QUARTER_DAYS } from '../figures/recent.js';
import type { NoRevenue, Revenue } from './revenue.js';

/**
 * Returns the revenue of a company over its newest four quarters, or why there is none to compare.
 *
 * @param figures undefined: none are known
 * @param session the day that the age of the figures is counted to
 */
export function revenueOf(figures: CompanyFigures | undefined, session: Day): Revenue | NoRevenue {
  const sales = figures?.ttm('sales');
  if (!figures || !sales) return { reason: 'no figures: no sales of four consecutive quarters' };
  if (!isRecent(sales, session)) {
    return {
      reason:
        `results are too old: the newest quarter ended more than ${OLD_QUARTER_DAYS} days before, on ` +
        isoOf(sales.periodEnd),
    };
  }
  if (sales.value < 0) return { reason: 'revenue is below zero' };
  const pair = figures.ttmPair('sales');
  const { value, basis, periodEnd } = sales;
  if (pair === null || !isRecent(pair.now, session))
    return { value, basis, periodEnd, growth: null, year: null };
  const year = { now: pair.now.value, before: pair.before.value };
  const growth = year.before > 0 ? snap(year.now / year.before - 1) : null;
  return { value, basis, periodEnd, growth, year };
}
