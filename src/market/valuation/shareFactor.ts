import type { Day } from '../../scoring/names.js';
import { decimalOf, inverse, ONE, times, type Ratio } from '../exact.js';
import type { Action, ActionKind } from '../facts.js';

/** The kinds that change how many shares there are for the same money. */
const OF_SHARES: ReadonlySet<ActionKind> = new Set(['SPLIT', 'BONUS', 'CONSOLIDATION']);

/**
 * Returns into how many shares one was turned by the splits, bonuses and consolidations of a company with
 * `after` < ex-date ≤ `upTo`.
 */
export function shareFactor(actions: readonly Action[], after: Day, upTo: Day): Ratio {
  let factor = ONE;
  for (const { exDate, kind, newShares, oldShares } of actions) {
    if (exDate <= after || exDate > upTo || !OF_SHARES.has(kind)) continue;
    factor = times(factor, times(decimalOf(newShares), inverse(decimalOf(oldShares))));
  }
  return factor;
}
