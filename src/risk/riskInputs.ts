import type { Day, FeatureName, IsoDate, Ticker } from '../scoring/names.js';

/** What the risk of one stock is assessed from, as known at the close of D. NaN is null. */
export interface RiskStock {
  readonly ticker: Ticker;
  /**
   * The stock's own bars up to D, the oldest first: all that lie not more than `reachOf` the method sessions before D. Older
   * ones may stand before them.
   */
  readonly bars: RiskBars;
  /** Element of the last bar, -1 where there is none; the elements after it, if there are any, are later than D and are not read. */
  readonly last: number;
  /** Features of the session (method §2): prices in ₹, adjusted as of D. */
  readonly features: Readonly<Record<TrendFeature, number>>;
  readonly size: RiskSize;
}

export const TREND_FEATURES = [
  'close',
  'hi52w',
  'lo52w',
  'dma50',
  'dma200',
] as const satisfies readonly FeatureName[];
export type TrendFeature = (typeof TREND_FEATURES)[number];

/** One stock's bars, the oldest first. */
export interface RiskBars {
  /** In ₹, adjusted for the actions that count on D. */
  readonly close: Float64Array;
  /** In ₹, as traded: it is never adjusted. */
  readonly tradedValue: Float64Array;
  /** Ordinal of each bar's session in the calendar. */
  readonly session: Int32Array;
  /** 1 where an action has its ex-date after the bar before and not after this bar; else 0. */
  readonly hasAction: Uint8Array;
}

/** A market capitalisation, and which figure it comes from. */
export interface RiskSize {
  /** In ₹ crore; NaN where it is not known. */
  readonly crore: number;
  /** "market_cap_cr of 2024-06-30", "shares_cr of 2024-03-31", or "no market capitalisation". */
  readonly source: string;
}

/** Everything that the risks of one day are assessed from, as known at its close. */
export interface RiskInputs {
  readonly date: IsoDate;
  readonly day: Day;
  /** Ordinal of D's session in the calendar. */
  readonly today: number;
  /** The universe of D, ascending by ticker (by code unit). */
  readonly stocks: readonly RiskStock[];
  /** Closes of the market's index by the ordinal of their session; NaN where the index has no bar. */
  readonly indexClose: Float64Array;
  /** Returns the date of a session, for sentences. */
  readonly dateOf: (ordinal: number) => IsoDate;
}
