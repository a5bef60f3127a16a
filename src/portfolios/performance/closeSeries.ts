import type { ShareAction } from '../journal/shareAction.js';
import type { IsoDate } from '../../scoring/names.js';
import { carriedPrice, type CarriedPrice } from '../valuation/carriedPrice.js';

/** A close as traded, in units of MONEY. */
export interface Close {
  readonly day: IsoDate;
  readonly close: bigint;
}

/** The closes of a stock, read day by day. */
export class CloseSeries {
  #next = 0;
  #last: Close | null = null;

  /** @param closes by day, in ascending order */
  constructor(
    private readonly closes: readonly Close[],
    private readonly actions: readonly ShareAction[],
  ) {}

  /**
   * Returns the last close on or before a day, carried over the actions since; null: there is none.
   *
   * @param day not before one that was asked for
   */
  on(day: IsoDate): CarriedPrice | null {
    for (
      let close = this.closes[this.#next];
      close !== undefined && close.day <= day;
      close = this.closes[this.#next]
    ) {
      this.#last = close;
      this.#next++;
    }
    if (this.#last === null) return null;
    const { day: since, close: price } = this.#last;
    // Most closes are of the day itself.
    if (since === day) return { price };
    return carriedPrice(
      { price },
      this.actions.filter(({ exDate }) => since < exDate && exDate <= day),
    );
  }
}
