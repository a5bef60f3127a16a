import type { Ticker } from '../../scoring/names.js';
import type { OutsidePolicy, RebalanceMode } from '../names.js';

/** How far the weight of a position may lie from its target, as fractions in units of WEIGHT. */
export interface DriftBand {
  readonly low: bigint;
  readonly high: bigint;
}

/** What trades cost. */
export interface TradeCosts {
  /** Shares of the traded value, in units of RATE. */
  readonly buyRate: bigint;
  readonly sellRate: bigint;
  /** A fixed amount for each sale, in units of MONEY. */
  readonly perSale: bigint;
}

/**
 * All that a rebalance of one portfolio is computed from. It has passed `requireProblem`, and can be sent to a thread.
 */
export interface RebalanceProblem {
  /** ₹ a share, in units of MONEY. A stock of the model or of the holdings that is not in here has no price. */
  readonly prices: ReadonlyMap<Ticker, bigint>;
  /** In units of MONEY; it may be negative. */
  readonly cash: bigint;
  /** Whole shares, 0 or more. */
  readonly holdings: ReadonlyMap<Ticker, bigint>;
  /** Targets of the model, in units of WEIGHT. */
  readonly targets: ReadonlyMap<Ticker, bigint>;
  /** One for each target. */
  readonly bands: ReadonlyMap<Ticker, DriftBand>;
  readonly costs: TradeCosts;
  readonly mode: RebalanceMode;
  /** In units of MONEY, 0 or more. */
  readonly cashFloor: bigint;
  readonly minTradeValue: bigint;
  readonly outside: OutsidePolicy;
  /** Stocks that are not bought. */
  readonly neverBuy: ReadonlySet<Ticker>;
  /** Stocks that are neither bought nor sold. */
  readonly frozen: ReadonlySet<Ticker>;
}
