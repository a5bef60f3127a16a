import type { IsoDate, Ticker } from '../../scoring/names.js';

/** What is held of a stock. */
export interface HeldStock {
  /** Whole shares, above 0. */
  readonly quantity: bigint;
  /** What they cost, in units of MONEY; null where that is unknown. */
  readonly totalCost: bigint | null;
}

/** A fraction of a share that a split or bonus left. */
export interface DroppedFraction {
  readonly ticker: Ticker;
  readonly exDate: IsoDate;
  /** Between 0 and 1. */
  readonly over: bigint;
  readonly under: bigint;
}

/** Cash and holdings at the end of a day. */
export interface PortfolioState {
  readonly day: IsoDate;
  /** In units of MONEY; it may be negative. */
  readonly cash: bigint;
  readonly holdings: ReadonlyMap<Ticker, HeldStock>;
  /** Since the first entry. */
  readonly dropped: readonly DroppedFraction[];
}
