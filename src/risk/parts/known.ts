import { snap } from '../../scoring/rounding.js';
import type { RiskObservation } from '../assessment.js';

/** A part's raw number, and the ends of its interval: before they are snapped. */
export interface RawNumbers {
  readonly raw: number;
  /** Null: the part has no interval. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Returns the observation of a part that is known: thin where its window is not full, or a day is not explained.
 *
 * @param n number of observations
 * @param full how many the window has
 * @param what they are
 * @param unexplained the days that no action explains, in words; empty: none
 */
export const known = (
  { raw, lower, upper }: RawNumbers,
  n: number,
  full: number,
  what: string,
  unexplained: string,
): RiskObservation => ({
  raw: snap(raw),
  rawLower: lower === null ? null : snap(lower),
  rawUpper: upper === null ? null : snap(upper),
  observations: n,
  status: n >= full && unexplained === '' ? 'OK' : 'THIN',
  reason: `${n >= full ? n : `${n} of ${full}`} ${what}${unexplained}`,
});
