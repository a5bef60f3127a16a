import type { IsoDate } from '../../../scoring/names.js';

/**
 * An alert that its rule has to know of: one whose value has not been back since or, of a rule with the comparator CHANGED,
 * one that tells of the session already.
 */
export interface StandingAlert {
  readonly id: number;
  /** Whether it is not resolved yet. Its owner may have resolved it while the value stays beyond. */
  readonly isOpen: boolean;
  /** The newest session on which it was beyond; null in alerts of operators. */
  readonly lastDay: IsoDate | null;
  /** Elements of its stocks; -1 for one that the session does not have. One, or those of an alert that stands for many. */
  readonly stocks: readonly number[];
  /** Whether it stands for many stocks. */
  readonly isOfMany: boolean;
}
