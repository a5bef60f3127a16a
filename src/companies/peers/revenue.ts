import type { Day, Ticker } from '../../scoring/names.js';

/** The revenue of a company over four quarters, in ₹ crore, as known on a day. All of it is of one basis. */
export interface Revenue {
  /** 0 or more. */
  readonly value: number;
  /** The revenue of the four quarters before; null where it is not known. */
  readonly before: number | null;
  /** value / before − 1, as a fraction; null where `before` is not known, or not above 0. */
  readonly growth: number | null;
  readonly basis: 'CONSOLIDATED' | 'UNKNOWN' | 'STANDALONE';
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
