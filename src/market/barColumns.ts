import type { TradedBars } from './facts.js';

/** The columns of bars that hold prices and amounts. */
export const BAR_NUMBERS = ['open', 'high', 'low', 'close', 'volume', 'value'] as const;

type Column = Int32Array | Float64Array | Uint8Array;

/** Makes bars of the columns of others. */
function mapColumns(
  bars: TradedBars,
  change: <One extends Column>(column: One, name: keyof TradedBars) => One,
): TradedBars {
  return {
    day: change(bars.day, 'day'),
    open: change(bars.open, 'open'),
    high: change(bars.high, 'high'),
    low: change(bars.low, 'low'),
    close: change(bars.close, 'close'),
    volume: change(bars.volume, 'volume'),
    value: change(bars.value, 'value'),
    secondary: change(bars.secondary, 'secondary'),
  };
}

/** Returns the bars at the given places, in the order of these. */
export function pickBars(bars: TradedBars, places: ArrayLike<number>): TradedBars {
  return mapColumns(bars, (column) => {
    const picked = emptyLike(column, places.length);
    for (let to = 0; to < places.length; to++) picked[to] = column[places[to]];
    return picked;
  });
}

/** Returns the first `count` bars, followed by others. */
export function joinBars(bars: TradedBars, count: number, later: TradedBars | undefined): TradedBars {
  return mapColumns(bars, (column, name) => {
    const all = emptyLike(column, count + (later?.day.length ?? 0));
    all.set(column.subarray(0, count));
    if (later !== undefined) all.set(later[name], count);
    return all;
  });
}

/** Returns whether two bars say the same, whatever their days. */
export function isSameBar(a: TradedBars, i: number, b: TradedBars, j: number): boolean {
  return a.secondary[i] === b.secondary[j] && BAR_NUMBERS.every((name) => Object.is(a[name][i], b[name][j]));
}

function emptyLike<One extends Column>(column: One, length: number): One {
  return new (column.constructor as new (length: number) => One)(length);
}
