import type { ShareAction } from '../journal/shareAction.js';
import { ratioOf } from '../journal/ratioOf.js';
import { rounded } from '../money/rounded.js';

/**
 * Carries a close over the splits and bonuses that have gone ex since: the price falls as the shares become more.
 *
 * @param close as traded, in units of MONEY
 * @param since the actions with (day of the close) < ex-date ≤ (day of the valuation)
 * @returns in units of MONEY, rounded once, halves up
 * @example carriedPrice(1_020_000n, [split2for1]) // 510000n: ₹51
 */
export function carriedPrice(close: bigint, since: Iterable<ShareAction>): bigint {
  const { over, under } = ratioOf(since);
  return rounded(close * under, over);
}
