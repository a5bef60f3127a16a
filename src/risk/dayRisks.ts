import type { IsoDate, Ticker } from '../scoring/names.js';
import type { RiskPartKind } from './names.js';

/** One part of the risk of all stocks of a day, an element for each. NaN is null. */
export interface RiskPartColumns {
  /** Observed, in the part's unit and snapped to ten decimals; NaN where MISSING. */
  readonly raw: Float64Array;
  /** The ends of the interval of `raw`; NaN where MISSING, and where the part has no interval. */
  readonly rawLower: Float64Array;
  readonly rawUpper: Float64Array;
  /** 0 to 100, two decimals; NaN where MISSING. */
  readonly value: Float64Array;
  /** 0 to 100; 0 and 100 where MISSING. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly observations: Int32Array;
  /** Index in RISK_STATUSES. */
  readonly status: Uint8Array;
  readonly reason: readonly string[];
}

/** The risks of a day's universe, as columns: one element for each stock, ascending by ticker. */
export interface DayRisks {
  readonly date: IsoDate;
  readonly tickers: readonly Ticker[];
  readonly parts: Readonly<Record<RiskPartKind, RiskPartColumns>>;
  /** 0 to 100, two decimals. */
  readonly value: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly judged: Float64Array;
  /** Index in RISK_LEVELS. */
  readonly level: Uint8Array;
}
