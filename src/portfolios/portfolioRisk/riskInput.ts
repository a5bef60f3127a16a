import type { Ticker } from '../../scoring/names.js';

/** A holding, for the risk of its portfolio. */
export interface RiskHolding {
  readonly ticker: Ticker;
  /** In units of MONEY, 0 or more. */
  readonly value: bigint;
  readonly sector: string;
  /** ₹ a session; null: unknown, so that it cannot be sold. */
  readonly medianTradedValue: number | null;
  /** Simple returns of adjusted closes by session, for the same sessions as the index; null: none on that session. */
  readonly returns: readonly (number | null)[];
}

/** Shares of the total, in units of WEIGHT. They are broken beyond, not at. */
export interface RiskLimits {
  /** The largest of one holding. */
  readonly position: bigint;
  readonly sector: bigint;
  /** The least of cash. */
  readonly cash: bigint;
  readonly valueAtRisk: bigint;
}

export interface RiskInput {
  readonly holdings: readonly RiskHolding[];
  /** In units of MONEY; it may be negative. */
  readonly cash: bigint;
  /** Simple returns of the index by session; null: none. */
  readonly index: readonly (number | null)[];
  readonly limits: RiskLimits;
  /** Stocks with fewer returns are left out; 250 by default. */
  readonly least?: number;
}
