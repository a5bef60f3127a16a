import type { Day } from '../scoring/names.js';
import { BAR_NUMBERS, pickBars } from './barColumns.js';
import type { TradedBars } from './facts.js';

/** How many bars there is room for at first. Because a file may have many stocks with one bar each, these are few. */
const FIRST = 4;

/** Collects one stock's bars, in any order, into columns. A market has a million bars, too many for objects. */
export class BarsBuilder {
  #count = 0;
  #isAscending = true;
  #day = new Int32Array(FIRST);
  #secondary = new Uint8Array(FIRST);
  #series = new Uint8Array(FIRST);
  #numbers = BAR_NUMBERS.map(() => new Float64Array(FIRST));

  /**
   * @param secondary 1 where the bar is from a secondary source, else 0
   * @param series its place in SERIES, from 1; 0 where it is not given
   */
  push(
    day: Day,
    secondary: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    value: number,
    series = 0,
  ): void {
    const at = this.#count++;
    if (at === this.#day.length) this.#grow();
    if (at > 0 && this.#day[at - 1] >= day) this.#isAscending = false;
    this.#day[at] = day;
    this.#secondary[at] = secondary;
    this.#series[at] = series;
    const numbers = this.#numbers;
    numbers[0][at] = open;
    numbers[1][at] = high;
    numbers[2][at] = low;
    numbers[3][at] = close;
    numbers[4][at] = volume;
    numbers[5][at] = value;
  }

  /** Whether each bar is of a later day than the one before it. */
  get isAscending(): boolean {
    return this.#isAscending;
  }

  /** Returns the bars in the order in which they were pushed. */
  inGivenOrder(): TradedBars {
    const count = this.#count;
    const [open, high, low, close, volume, value] = this.#numbers.map((column) => column.slice(0, count));
    const day = this.#day.slice(0, count);
    const secondary = this.#secondary.slice(0, count);
    const series = this.#series.slice(0, count);
    return { day, open, high, low, close, volume, value, secondary, series };
  }

  /** Returns the bars ascending by day. */
  build(): TradedBars {
    const bars = this.inGivenOrder();
    if (this.#isAscending) return bars;
    return pickBars(
      bars,
      Array.from(bars.day.keys()).sort((a, b) => bars.day[a] - bars.day[b]),
    );
  }

  #grow(): void {
    const size = this.#day.length * 2;
    this.#day = widened(new Int32Array(size), this.#day);
    this.#secondary = widened(new Uint8Array(size), this.#secondary);
    this.#series = widened(new Uint8Array(size), this.#series);
    this.#numbers = this.#numbers.map((column) => widened(new Float64Array(size), column));
  }
}

/** The bars of a stock that has none. */
export const NO_BARS: TradedBars = new BarsBuilder().build();

function widened<Column extends Int32Array | Float64Array | Uint8Array>(wide: Column, narrow: Column) {
  wide.set(narrow);
  return wide;
}
