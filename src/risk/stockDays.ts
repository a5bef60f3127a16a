import { snap } from '../scoring/rounding.js';
import type { RiskBars, RiskStock } from './riskInputs.js';
import type { RiskParameters } from './riskMethod.js';
import { windowReach } from './windowReach.js';

/** Whatever is farther from 0 is not 0 when it is snapped. */
const NEAR = 1e-9;

/** A day beyond what happens without an action, and no action that explains it. */
export interface UnexplainedDay {
  /** Element of its bar. */
  readonly bar: number;
  /** close / close before − 1, snapped. */
  readonly change: number;
}

/**
 * The bars of one stock after another, with their daily log returns: each is taken once, by the first part that needs it.
 * The columns are kept from stock to stock, so that a day allocates none for each of them.
 */
export class StockDays {
  bars: RiskBars = {
    close: new Float64Array(0),
    tradedValue: new Float64Array(0),
    session: new Int32Array(0),
    hasAction: new Uint8Array(0),
  };
  /** Element of the last bar that counts; -1 where there is none. */
  last = -1;
  /** Elements of bars from this one on have their return, if they are not the first. */
  #from = 0;
  /** Of bar k at `last - k`: ln(close / close before); NaN where it is left out. */
  #returns = new Float64Array(512);
  #unexplained: UnexplainedDay[] = [];

  /** @param today ordinal of the day's session */
  constructor(
    private readonly today: number,
    private readonly parameters: RiskParameters,
  ) {}

  /** Turns to another stock. */
  load({ bars, last }: Pick<RiskStock, 'bars' | 'last'>): void {
    this.bars = bars;
    this.last = Math.min(last, bars.session.length - 1);
    while (this.last >= 0 && bars.session[this.last] > this.today) this.last--;
    this.#from = this.last + 1;
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

  /** Returns ln(close / close before) of bar k, at least 1 and at most `last`; NaN where it is left out. */
  logReturn(k: number): number {
    if (k < this.#from) this.#take(k);
    return this.#returns[this.last - k];
  }

  /** Returns the days after bar `first` that no action explains, the oldest first. */
  unexplainedAfter(first: number): readonly UnexplainedDay[] {
    if (this.#unexplained.length === 0) return this.#unexplained;
    return this.#unexplained.filter(({ bar }) => bar > first).sort((a, b) => a.bar - b.bar);
  }

  /** Takes the returns of the bars from k on that have none yet. */
  #take(k: number): void {
    const { close, session, hasAction } = this.bars;
    const { max_sessions, unexplained_above } = this.parameters.returns;
    const { last } = this;
    if (last - k >= this.#returns.length) {
      const longer = new Float64Array(2 * (last - k + 1));
      longer.set(this.#returns);
      this.#returns = longer;
    }
    for (let bar = this.#from - 1; bar >= k; bar--) {
      const ratio = close[bar] / close[bar - 1];
      const isDay = session[bar] - session[bar - 1] <= max_sessions && ratio > 0 && ratio < Infinity;
      this.#returns[last - bar] = isDay ? Math.log(ratio) : NaN;
      if (!isDay || Math.abs(ratio - 1) < unexplained_above - NEAR || hasAction[bar] !== 0) continue;
      const change = snap(ratio - 1);
      if (Math.abs(change) > unexplained_above) this.#unexplained.push({ bar, change });
    }
    this.#from = k;
  }
}

/** Whether a return is 0 to ten decimals. */
export const isZero = (logReturn: number): boolean =>
  logReturn < NEAR && logReturn > -NEAR && snap(logReturn) === 0;
