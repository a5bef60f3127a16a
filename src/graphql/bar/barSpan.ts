import type { IsoDate } from '../../scoring/names.js';
import type { StockMoment } from '../momentLoader.js';

/** The bars of a page: those of a stock from a day to a day, both inclusive, as known at a moment. */
export interface BarSpan extends StockMoment {
  readonly from: IsoDate;
  readonly to: IsoDate;
}
