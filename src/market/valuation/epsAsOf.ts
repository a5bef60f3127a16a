import type { Day } from '../../scoring/names.js';
import { inverse, multiplier } from '../exact.js';
import type { Action, Figure } from '../facts.js';
import { shareFactor } from './shareFactor.js';

/**
 * Returns earnings per share in ₹ of the shares that closes are of. A figure that is adjusted up to an earlier day is
 * adjusted for the actions since then. Of one that is adjusted up to a later day, those in between are undone.
 *
 * @param figure adjusted up to its `adjustedTo`, or else up to its publication
 * @param adjustedTo the day up to whose actions closes are adjusted
 */
export function epsAsOf(figure: Figure, actions: readonly Action[], adjustedTo: Day): number {
  const from = figure.adjustedTo === figure.adjustedTo ? figure.adjustedTo : figure.publishedOn;
  const factor =
    from <= adjustedTo
      ? inverse(shareFactor(actions, from, adjustedTo))
      : shareFactor(actions, adjustedTo, from);
  return multiplier(factor)(figure.value);
}
