import type { Action, TradedBars } from '../facts.js';
import type { Ratio } from '../exact.js';

/** The step from one bar of a stock to the next. The first bar is a step from nothing. */
export interface Step {
  readonly bars: TradedBars;
  /** The place of the bar. */
  readonly at: number;
  /** The actions with an ex-date after the bar before, up to this bar. */
  readonly actions: readonly Action[];
  /** What these actions multiply the prices before by. */
  readonly factor: Ratio;
  /** The close before × factor, rounded; NaN for the first bar. */
  readonly before: number;
  /** How many sessions this bar is after the bar before: 1 where they are of consecutive sessions. */
  readonly sessions: number;
}
