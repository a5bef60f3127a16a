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
    series: change(bars.series, 'series'),
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

/** Returns the bars from a place on, without copying them. */
export const barsFrom = (bars: TradedBars, first: number): TradedBars =>
  first <= 0 ? bars : mapColumns(bars, (column) => column.subarray(first) as typeof column);

/** Returns the first `count` bars, followed by others. */
export function joinBars(bars: TradedBars, count: number, later: TradedBars | undefined): TradedBars {
  return mapColumns(bars, (column, name) => {
    const all = emptyLike(column, count + (later?.day.length ?? 0));
    all.set(column.subarray(0, count));
    if (later !== undefined) all.set(later[name], count);
    return all;
  });
}

/**
 * Returns whether two bars say the same, whatever their days. A series is no figure: a bar that differs by it alone is the
 * same.
 *
 * @param valueStep how far traded values may differ, in ₹, because one of the two is rounded
 */
export function isSameBar(a: TradedBars, i: number, b: TradedBars, j: number, valueStep = 0): boolean {
  if (a.secondary[i] !== b.secondary[j]) return false;
  return BAR_NUMBERS.every(
    (name) =>
      Object.is(a[name][i], b[name][j]) ||
      (name === 'value' && Math.abs(a.value[i] - b.value[j]) <= valueStep),
  );
}

function emptyLike<One extends Column>(column: One, length: number): One {
  return new (column.constructor as new (length: number) => One)(length);
}
