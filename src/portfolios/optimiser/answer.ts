import type { Ticker } from '../../scoring/names.js';
import type { DriftStatus, PortfolioStatus, RebalanceReason, Side, TradeReason } from '../names.js';

/** How a position stands to its target, as fractions of the value before trading. */
export interface PositionDrift {
  readonly ticker: Ticker;
  /** In units of WEIGHT. */
  readonly target: bigint;
  readonly lower: bigint;
  readonly upper: bigint;
  /** Value over market value, and that less the target, to 15 decimals. */
  readonly actual: number;
  readonly drift: number;
  readonly status: DriftStatus;
}

/** Positions of the model and other holdings, by ticker. */
export interface DriftReport {
  readonly positions: readonly PositionDrift[];
  /** The sum of |drift| over tradable positions. */
  readonly totalDrift: number;
  readonly breaches: number;
}

/** What stands in the way of an answer. */
export interface Infeasibility {
  /** Null: the cash. */
  readonly ticker: Ticker | null;
  readonly message: string;
  /** Ends of the band, in units of WEIGHT; null unless the band holds no whole number of shares. */
  readonly lower: bigint | null;
  readonly upper: bigint | null;
  /** In units of WEIGHT; null: above 1, or not about a band. */
  readonly smallestBand: bigint | null;
  /** In units of MONEY; null unless it is the cash. */
  readonly shortfall: bigint | null;
  /** The value of a holding that is kept, in units of MONEY, where the cash is short; else null. */
  readonly value: bigint | null;
}

export interface Trade {
  readonly side: Side;
  readonly ticker: Ticker;
  /** Whole shares, above 0. */
  readonly quantity: bigint;
  /** In units of MONEY. */
  readonly price: bigint;
  readonly value: bigint;
  readonly costs: bigint;
  readonly reason: TradeReason;
}

/** The rebalance of one portfolio. Unless the status is DONE, there are no trades, and what follows from them is null. */
export interface RebalanceAnswer {
  readonly status: PortfolioStatus;
  readonly reason: RebalanceReason | null;
  /** For people; null where there is nothing to say. */
  readonly message: string | null;
  readonly infeasible: readonly Infeasibility[];
  /** In units of MONEY; null where a price is missing. */
  readonly marketValue: bigint | null;
  readonly cashBefore: bigint;
  readonly cashAfter: bigint | null;
  readonly costs: bigint | null;
  /** In units of VALUE. */
  readonly objective: bigint | null;
  /** Whether the answer is proven, or within one paisa for each position that was searched. */
  readonly optimal: boolean;
  /** How many nodes the search took; 0: no search was needed. */
  readonly nodes: number;
  /** How far the best answer may lie below this one, in units of MONEY; null: this one is the best. */
  readonly gap: bigint | null;
  readonly before: DriftReport | null;
  readonly after: DriftReport | null;
  /** Shares of each stock after trading. */
  readonly quantities: ReadonlyMap<Ticker, bigint> | null;
  /** Sales first, then by ticker. */
  readonly trades: readonly Trade[];
}
