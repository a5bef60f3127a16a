import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { Side } from '../names.js';

/** What was really traded for a portfolio, as a client gives it. */
export interface Fill {
  readonly portfolioId: number;
  readonly side: Side;
  readonly ticker: Ticker;
  /** Whole shares. */
  readonly quantity: string | number;
  /** ₹ a share. */
  readonly price: string | number;
  /** ₹; null: none. */
  readonly costs: string | number | null;
  readonly day: IsoDate;
}
