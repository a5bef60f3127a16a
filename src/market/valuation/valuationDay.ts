import type { Day } from '../../scoring/names.js';

/** The day as of which a company is valued. */
export interface ValuationDay {
  readonly day: Day;
  /**
   * The day up to whose actions closes are adjusted: the day itself; Infinity where prices were imported as adjusted,
   * because these are adjusted for all actions.
   */
  readonly adjustedTo: Day;
}
