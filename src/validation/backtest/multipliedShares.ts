import { ratioOf } from '../../portfolios/journal/ratioOf.js';
import type { ShareAction } from '../../portfolios/journal/shareAction.js';

/**
 * Multiplies shares by actions: all of one ex-date together, and then the fraction of a share is dropped.
 *
 * @param shares whole; below 0 for shares to sell, whose fraction is dropped, too
 * @param actions ascending by ex-date
 */
export function multipliedShares(shares: bigint, actions: readonly ShareAction[]): bigint {
  let whole = shares;
  for (const day of new Set(actions.map(({ exDate }) => exDate))) {
    const { over, under } = ratioOf(actions.filter(({ exDate }) => exDate === day));
    whole = (whole * over) / under;
  }
  return whole;
}
