import type { FlagKind } from '../imports/refusal.js';
import type { Day } from '../../scoring/names.js';

/** What is odd about one bar of a stock, or about a session or action next to it. */
export interface BarFlag {
  readonly kind: FlagKind;
  /** The session, or the ex-date, that the flag is about. A stock has one flag of a kind on a day. */
  readonly day: Day;
  /**
   * The place among the bars of the bar that it is about, or of the bar that follows; the number of bars where none
   * follows.
   */
  readonly at: number;
  readonly detail: string;
}
