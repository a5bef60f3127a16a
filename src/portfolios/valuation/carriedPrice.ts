import type { Ratio } from '../../market/exact.js';
import type { ShareAction } from '../journal/shareAction.js';
import { ratioOf } from '../journal/ratioOf.js';
import { rounded } from '../money/rounded.js';

/** A close, carried over what has gone ex since. */
export interface CarriedPrice {
  /** ₹ a share in units of MONEY, rounded once, halves up: what is shown, and what trades are proposed at. */
  readonly price: bigint;
  /** The same without rounding, so that many shares are worth what they were before; left out where `price` is exact. */
  readonly exact?: Ratio;
}

/**
 * Carries a price over splits and bonuses: it falls as the shares become more.
 *
 * @param from a close as traded, or one that was carried already
 * @param since the actions with (day of the price) < ex-date ≤ (day of the valuation)
 * @example carriedPrice({ price: 1_020_000n }, [split2for1]).price // 510000n: ₹51
 */
export function carriedPrice(from: CarriedPrice, since: readonly ShareAction[]): CarriedPrice {
  if (since.length === 0) return from;
  const before = from.exact ?? { over: from.price, under: 1n };
  const shares = ratioOf(since);
  const exact = { over: before.over * shares.under, under: before.under * shares.over };
  return { price: rounded(exact.over, exact.under), exact };
}

/** Returns what shares are worth in units of MONEY, rounded once. */
export function valueAt(quantity: bigint, { price, exact }: CarriedPrice): bigint {
  return exact === undefined ? quantity * price : rounded(quantity * exact.over, exact.under);
}
