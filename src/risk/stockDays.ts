import { snap } from '../scoring/rounding.js';
import { isZero } from './isZero.js';
import { logRatio } from './logRatio.js';
import type { RiskBars, RiskStock } from './riskInputs.js';
import type { RiskParameters } from './riskMethod.js';
import { windowReach } from './windowReach.js';

/** A day beyond what happens without an action, and no action that explains it. */
export interface UnexplainedDay {
  /** Element of its bar. */
  readonly bar: number;
  /** close / close before − 1, snapped. */
  readonly change: number;
}

const NO_BARS: RiskBars = {
  close: new Float64Array(0),
  tradedValue: new Float64Array(0),
  session: new Int32Array(0),
  hasAction: new Uint8Array(0),
};

/**
 * The bars of one stock after another, with their daily log returns: each is taken once, for the first part that needs it.
 * The columns are kept from stock to stock, so that a day allocates none for each of them.
 */
export class StockDays {
  bars = NO_BARS;
  /** Element of the last bar that counts; -1 where there is none. */
  last = -1;
  /** The bars from this element on have their return. */
  #from = 0;
  #returns = new Float64Array(512);
  /** Bars whose return is left out, or is 0: both are rare, so that counting them is cheap. */
  #leftOut: number[] = [];
  #zeros: number[] = [];
  #unexplained: UnexplainedDay[] = [];
  /** A smaller return cannot be beyond what happens without an action. */
  readonly #ordinary: number;

  /** @param today ordinal of the day's session */
  constructor(
    private readonly today: number,
    private readonly parameters: RiskParameters,
  ) {
    this.#ordinary = Math.log1p(parameters.returns.unexplained_above) - 1e-9;
  }

  /** Turns to another stock. */
  load({ bars, last }: Pick<RiskStock, 'bars' | 'last'>): void {
    this.bars = bars;
    this.last = Math.min(last, bars.session.length - 1);
    while (this.last >= 0 && bars.session[this.last] > this.today) this.last--;
    this.#from = this.last + 1;
    this.#leftOut.length = 0;
    this.#zeros.length = 0;
    if (this.#unexplained.length > 0) this.#unexplained = [];
  }

  /** Returns the element of the first bar that counts for a window of so many; last + 1 where none does. */
  firstOf(bars: number): number {
    const oldest = this.today - windowReach(bars, this.parameters);
    const { session } = this.bars;
    let first = Math.max(0, this.last - bars + 1);
    if (first > this.last || session[first] >= oldest) return first;
    let end = this.last + 1;
    while (first < end) {
      const middle = (first + end) >> 1;
      if (session[middle] < oldest) first = middle + 1;
      else end = middle;
    }
    return first;
  }

  /**
   * Returns the returns of the bars after bar `first`, the newest first: element j is ln(close / close before) of bar
   * `last - j`, NaN where it is left out. The elements behind them mean nothing.
   *
   * @param first at least 0
   */
  returnsAfter(first: number): Float64Array {
    if (first + 1 < this.#from) this.#take(first + 1);
    return this.#returns;
  }

  /** Counts the returns of the bars after bar `first` that are not left out. */
  countAfter(first: number): number {
    this.returnsAfter(first);
    return Math.max(0, this.last - first) - countBeyond(this.#leftOut, first);
  }

  /** Counts the returns of the bars after bar `first` that are 0. */
  zerosAfter(first: number): number {
    this.returnsAfter(first);
    return countBeyond(this.#zeros, first);
  }

  /** Returns the days after bar `first` that no action explains, the oldest first. */
  unexplainedAfter(first: number): readonly UnexplainedDay[] {
    if (this.#unexplained.length === 0) return this.#unexplained;
    return this.#unexplained.filter(({ bar }) => bar > first).sort((a, b) => a.bar - b.bar);
  }

  /** Takes the returns of the bars from k on that have none yet. */
  #take(k: number): void {
    const { last } = this;
    const { close, session } = this.bars;
    const { max_sessions } = this.parameters.returns;
    if (last - k >= this.#returns.length) {
      const longer = new Float64Array(2 * (last - k + 1));
      longer.set(this.#returns);
      this.#returns = longer;
    }
    const returns = this.#returns;
    const ordinary = this.#ordinary;
    for (let bar = this.#from - 1; bar >= k; bar--) {
      const one = session[bar] - session[bar - 1] > max_sessions ? NaN : logRatio(close[bar], close[bar - 1]);
      returns[last - bar] = one;
      if (one > ordinary || one < -ordinary) this.#judge(bar);
      else if (one !== one) this.#leftOut.push(bar);
      else if (isZero(one)) this.#zeros.push(bar);
    }
    this.#from = k;
  }

  /** Notes a day if it is beyond what happens without an action, and has none. */
  #judge(bar: number): void {
    const { close, hasAction } = this.bars;
    const change = snap(close[bar] / close[bar - 1] - 1);
    if (Math.abs(change) > this.parameters.returns.unexplained_above && hasAction[bar] === 0) {
      this.#unexplained.push({ bar, change });
    }
  }
}

function countBeyond(bars: readonly number[], first: number): number {
  let count = 0;
  for (let k = 0; k < bars.length; k++) if (bars[k] > first) count++;
  return count;
}
