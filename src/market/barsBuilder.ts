import type { Day } from '../scoring/names.js';
import type { TradedBars } from './facts.js';

const COLUMNS = ['open', 'high', 'low', 'close', 'volume', 'value'] as const;

/** One stock's bars as they come, in any order, into ascending columns. */
export class BarsBuilder {
  #count = 0;
  #isAscending = true;
  #day = new Int32Array(256);
  #secondary = new Uint8Array(256);
  #numbers = COLUMNS.map(() => new Float64Array(256));

  push(
    day: Day,
    secondary: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    value: number,
  ): void {
    const at = this.#count++;
    if (at === this.#day.length) this.#grow();
    if (at > 0 && this.#day[at - 1] >= day) this.#isAscending = false;
    this.#day[at] = day;
    this.#secondary[at] = secondary;
    const numbers = this.#numbers;
    numbers[0][at] = open;
    numbers[1][at] = high;
    numbers[2][at] = low;
    numbers[3][at] = close;
    numbers[4][at] = volume;
    numbers[5][at] = value;
  }

  build(): TradedBars {
    const count = this.#count;
    const [open, high, low, close, volume, value] = this.#numbers.map((column) => column.slice(0, count));
    const day = this.#day.slice(0, count);
    const secondary = this.#secondary.slice(0, count);
    const bars = { day, open, high, low, close, volume, value, secondary };
    return this.#isAscending ? bars : sortedBars(bars);
  }

  #grow(): void {
    const size = this.#day.length * 2;
    this.#day = widened(new Int32Array(size), this.#day);
    this.#secondary = widened(new Uint8Array(size), this.#secondary);
    this.#numbers = this.#numbers.map((column) => widened(new Float64Array(size), column));
  }
}

/** Some of a stock's bars, by their places. */
export function pickBars(bars: TradedBars, places: readonly number[]): TradedBars {
  const pick = <Column extends Int32Array | Float64Array | Uint8Array>(column: Column): Column => {
    const picked = column.slice(0, places.length) as Column;
    places.forEach((from, to) => (picked[to] = column[from]));
    return picked;
  };
  return {
    day: pick(bars.day),
    open: pick(bars.open),
    high: pick(bars.high),
    low: pick(bars.low),
    close: pick(bars.close),
    volume: pick(bars.volume),
    value: pick(bars.value),
    secondary: pick(bars.secondary),
  };
}

function sortedBars(bars: TradedBars): TradedBars {
  const places = Array.from(bars.day.keys()).sort((a, b) => bars.day[a] - bars.day[b]);
  return pickBars(bars, places);
}

function widened<Column extends Int32Array | Float64Array | Uint8Array>(wide: Column, narrow: Column) {
  wide.set(narrow);
  return wide;
}
