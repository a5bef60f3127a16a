import type { RiskParameters } from '../riskMethod.js';
import type { StockDays, UnexplainedDay } from '../stockDays.js';
import type { PartContext } from './partContext.js';

/**
 * The returns of a stock and of the index over the same sessions, the newest first. A pair is of a session on which, and
 * on the session before it, both have a close. The columns are kept from stock to stock.
 */
export class MarketPairs {
  n = 0;
  readonly index: Float64Array;
  readonly stock: Float64Array;
  /** Elements of the bars of the pairs. */
  readonly bar: Int32Array;

  constructor({ market }: RiskParameters) {
    const most = market.bars - 1;
    this.index = new Float64Array(most);
    this.stock = new Float64Array(most);
    this.bar = new Int32Array(most);
  }

  /** Finds the newest pairs of a stock. */
  fill(days: StockDays, { index: { from, logReturn } }: Pick<PartContext, 'index'>): this {
    const { session } = days.bars;
    this.n = 0;
    for (let k = days.last; k > 0 && session[k] >= from && this.n < this.bar.length; k--) {
      const ofIndex = logReturn[session[k] - from];
      if (session[k - 1] !== session[k] - 1 || ofIndex !== ofIndex) continue;
      const ofStock = days.logReturn(k);
      if (ofStock !== ofStock) continue;
      this.index[this.n] = ofIndex;
      this.stock[this.n] = ofStock;
      this.bar[this.n] = k;
      this.n++;
    }
    return this;
  }

  /** Returns the days among the pairs that no action explains, the oldest first. */
  unexplained(days: StockDays): readonly UnexplainedDay[] {
    if (this.n === 0) return [];
    const all = days.unexplainedAfter(this.bar[this.n - 1] - 1);
    return all.filter(({ bar }) => this.bar.subarray(0, this.n).includes(bar));
  }
}
