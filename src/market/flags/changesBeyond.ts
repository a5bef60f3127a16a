import { compare, decimalOf, times, type Ratio } from '../exact.js';
import type { Step } from './step.js';

/** Below a share by this much, no rounding of doubles can hide a change, so that no exact arithmetic is needed. */
const MARGIN = 0.001;

/**
 * Returns whether |close / adjusted close before - 1| is more than a share. The arithmetic is exact, because the price
 * bands of the exchange end at exactly 20 %.
 */
export function changesBeyond({ bars, at, before, factor }: Step, share: Ratio): boolean {
  const surelyNot = Number(share.over) / Number(share.under) - MARGIN;
  if (!(Math.abs(bars.close[at] / before - 1) > surelyNot)) return false;
  const former = times(decimalOf(bars.close[at - 1]), factor);
  const now = decimalOf(bars.close[at]);
  const difference = now.over * former.under - former.over * now.under;
  const size = { over: difference < 0n ? -difference : difference, under: now.under * former.under };
  return compare(size, times(share, former)) > 0;
}
