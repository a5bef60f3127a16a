import { multiplier } from '../exact.js';
import type { Action, Figure } from '../facts.js';
import { MAX_AGE_DAYS } from '../fundamentals.js';
import { newestPoint } from './newestPoint.js';
import { shareFactor } from './shareFactor.js';
import type { ValuationDay } from './valuationDay.js';

/**
 * Returns how many shares a company has as of a day, in crore: the newest `shares_cr`, times the splits, bonuses and
 * consolidations since. NaN where there is none, or the newest is too old to count.
 */
export function sharesAsOf(
  figures: readonly Figure[],
  actions: readonly Action[],
  { day, adjustedTo }: ValuationDay,
  maxAgeDays = MAX_AGE_DAYS,
): number {
  const figure = newestPoint(figures, 'shares_cr', day);
  if (figure === null || day - figure.periodEnd > maxAgeDays) return NaN;
  return multiplier(shareFactor(actions, figure.periodEnd, adjustedTo))(figure.value);
}
