import { snap } from '../../scoring/rounding.js';
import type { RiskObservation } from '../assessment.js';

/** What a part observed: numbers before they are snapped, and the ends where it has an interval. */
export interface Known {
  readonly raw: number;
  readonly ends?: readonly [lower: number, upper: number];
  /** How many observations there are, how many the window has, and what they are. */
  readonly n: number;
  readonly full: number;
  readonly what: string;
  /** The days that no action explains, in words; empty: none. */
  readonly unexplained?: string;
}

/** Returns the observation of a part that is known: thin where its window is not full, or a day is not explained. */
export function known({ raw, ends, n, full, what, unexplained = '' }: Known): RiskObservation {
  return {
    raw: snap(raw),
    rawLower: ends === undefined ? null : snap(ends[0]),
    rawUpper: ends === undefined ? null : snap(ends[1]),
    observations: n,
    status: n >= full && unexplained === '' ? 'OK' : 'THIN',
    reason: `${n >= full ? n : `${n} of ${full}`} ${what}${unexplained}`,
  };
}
