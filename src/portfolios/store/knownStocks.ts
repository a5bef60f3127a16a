import type { Ticker } from '../../scoring/names.js';

/** A company as it is known today. */
export interface KnownStock {
  readonly id: number;
  readonly ticker: Ticker;
}

/** Finds a company by its ticker or a former symbol of it; null where there is none. */
export type KnownStocks = (ticker: Ticker) => KnownStock | null;
