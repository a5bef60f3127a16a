import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { Exactly } from '../journal/newEntry.js';
import type { Side } from '../names.js';

/** What was really traded for a portfolio, as a client gives it. */
export interface Fill {
  readonly portfolioId: number;
  readonly side: Side;
  readonly ticker: Ticker;
  /** Whole shares. */
  readonly quantity: Exactly;
  /** ₹ a share. */
  readonly price: Exactly;
  /** ₹; null: none. */
  readonly costs: Exactly | null;
  readonly day: IsoDate;
}
