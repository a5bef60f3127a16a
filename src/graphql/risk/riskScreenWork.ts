import type { RiskFilter } from '../../books/risk/screenRisks.js';

/** Units of going through a day of 2,000 stocks, and of a search in addition. */
const ONCE = 2;
const SEARCH = 10;

/**
 * Returns the units of screening the risks of a day, which are in memory.
 *
 * @param filter as an argument that is not checked yet
 */
export function riskScreenWork(filter: unknown): number {
  const { search } = (filter ?? {}) as RiskFilter;
  return search ? ONCE + SEARCH : ONCE;
}
