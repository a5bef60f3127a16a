import { ONE, times, type Ratio } from '../../market/exact.js';
import type { ShareAction } from './shareAction.js';

/** Returns how many shares one share becomes by some actions. */
export function ratioOf(actions: Iterable<ShareAction>): Ratio {
  let ratio = ONE;
  for (const { newShares, oldShares } of actions) ratio = times(ratio, { over: newShares, under: oldShares });
  return ratio;
}
