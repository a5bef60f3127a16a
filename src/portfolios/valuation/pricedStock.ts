import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { CarriedPrice } from './carriedPrice.js';

/** The last close of a stock on or before a day. */
export interface PricedStock extends CarriedPrice {
  readonly ticker: Ticker;
  /** The day of its bar. */
  readonly priceDate: IsoDate;
  /** Whether the bar is more than 10 sessions old, so that the stock is neither bought nor sold. */
  readonly frozen: boolean;
}

/** The prices of a day. Stocks without any bar are not in it. */
export interface DayPrices {
  /** The session that they are of. */
  readonly day: IsoDate;
  /** The next session of the calendar. */
  readonly nextSession: IsoDate;
  readonly prices: ReadonlyMap<Ticker, PricedStock>;
}
