import type { Ticker } from '../../scoring/names.js';

/** How a position stands to its band before trading. */
export type Place = 'BELOW' | 'INSIDE' | 'ABOVE';

/** A position of the model, or a stock that is held outside it, with what a rebalance may do with it. */
export interface Position {
  readonly ticker: Ticker;
  /** In units of MONEY. */
  readonly price: bigint;
  /** Shares before trading. */
  readonly held: bigint;
  /** In units of WEIGHT; 0 outside the model. */
  readonly target: bigint;
  /** Ends of the band as fractions, in units of WEIGHT. */
  readonly lower: bigint;
  readonly upper: bigint;
  /** Market value × target, in units of VALUE. */
  readonly wanted: bigint;
  /** The fewest and the most shares within the band. There are none where fewest is greater than most. */
  readonly fewest: bigint;
  readonly most: bigint;
  readonly place: Place;
  readonly inModel: boolean;
  readonly isFrozen: boolean;
  readonly neverBuy: boolean;
  /** Whether it may be traded at all: neither frozen nor kept. Only then does it count in the objective. */
  readonly isTradable: boolean;
  /** Whether it stands below its band and is not bought, so that it stays as it is. */
  readonly isBlocked: boolean;
}
