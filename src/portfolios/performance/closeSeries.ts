import type { ShareAction } from '../journal/shareAction.js';
import type { IsoDate } from '../../scoring/names.js';
import { carriedPrice } from '../valuation/carriedPrice.js';

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
   * Returns the last close on or before a day, carried over the actions since, in units of MONEY; null: there is none.
   *
   * @param day not before one that was asked for
   */
  on(day: IsoDate): bigint | null {
    for (
      let close = this.closes[this.#next];
      close !== undefined && close.day <= day;
      close = this.closes[this.#next]
    ) {
      this.#last = close;
      this.#next++;
    }
    if (this.#last === null) return null;
    const since = this.#last.day;
    // Most closes are of the day itself.
    if (since === day) return this.#last.close;
    return carriedPrice(
      this.#last.close,
      this.actions.filter(({ exDate }) => since < exDate && exDate <= day),
    );
  }
}
