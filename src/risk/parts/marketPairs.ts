import { isZero } from '../isZero.js';
import type { RiskParameters } from '../riskMethod.js';
import type { StockDays, UnexplainedDay } from '../stockDays.js';
import type { PartContext } from './partContext.js';

/**
 * The returns of a stock and of the index over the same sessions, the newest first. A pair is of a session on which, and
 * on the session before it, both have a close. The columns are kept from stock to stock.
 */
export class MarketPairs {
  n = 0;
  /** How many of the stock's returns are 0. */
  zeros = 0;
  indexMean = 0;
  stockMean = 0;
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
    const { last } = days;
    const { session } = days.bars;
    const { index, stock, bar } = this;
    const most = bar.length;
    let returns = days.returnsAfter(Math.max(0, last - most));
    let taken = Math.max(1, last - most + 1);
    let n = 0;
    let zeros = 0;
    let indexSum = 0;
    let stockSum = 0;
    for (let k = last; k > 0 && session[k] >= from && n < most; k--) {
      if (k < taken) {
        taken = Math.max(1, k - most);
        returns = days.returnsAfter(taken - 1);
      }
      const ofIndex = logReturn[session[k] - from];
      const ofStock = returns[last - k];
      if (session[k - 1] !== session[k] - 1 || ofIndex !== ofIndex || ofStock !== ofStock) continue;
      index[n] = ofIndex;
      stock[n] = ofStock;
      bar[n] = k;
      n++;
      indexSum += ofIndex;
      stockSum += ofStock;
      if (isZero(ofStock)) zeros++;
    }
    this.n = n;
    this.zeros = zeros;
    this.indexMean = indexSum / n;
    this.stockMean = stockSum / n;
    return this;
  }

  /** Returns the days among the pairs that no action explains, the oldest first. */
  unexplained(days: StockDays): readonly UnexplainedDay[] {
    if (this.n === 0) return [];
    const bars = this.bar.subarray(0, this.n);
    const all = days.unexplainedAfter(bars[this.n - 1] - 1);
    return all.filter(({ bar }) => bars.includes(bar));
  }
}
