import type { Day, Ticker } from '../../scoring/names.js';
import type { MetricBasis } from '../figures/metricFigure.js';

/** The revenue of a company over four quarters, in ₹ crore, as known on a day. */
export interface Revenue {
  /** 0 or more. */
  readonly value: number;
  readonly basis: MetricBasis;
  /** The revenue that growth is of, and that of the four quarters before, of one basis; null where these are not known. */
  readonly year: { readonly now: number; readonly before: number } | null;
  /** Growth from one of these to the other, as a fraction; null where it is not known, or the earlier one is not above 0. */
  readonly growth: number | null;
  /** The end of the newest quarter. */
  readonly periodEnd: Day;
}

/** Why a company has no revenue that is compared. */
export interface NoRevenue {
  readonly reason: string;
}

/** A company that counts on a day. */
export interface PeerCandidate {
  readonly ticker: Ticker;
  readonly revenue: Revenue | NoRevenue;
}
