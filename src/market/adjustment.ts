import type { Bars } from '../scoring/features.js';
import type { Day } from '../scoring/names.js';
import { countAtOrBelow } from '../scoring/statistics.js';
import type { Sessions } from './calendar.js';
import { decimalOf, inverse, multiplier, ONE, times, type Ratio } from './exact.js';
import type { Action, TradedBars } from './facts.js';

/** Returns the factor of the prices before an ex-date: old shares / new shares. */
export function priceFactor(action: Action): Ratio {
  return times(decimalOf(action.oldShares), inverse(decimalOf(action.newShares)));
}

/** Sorts actions by their ex-dates. */
export function byExDate(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort((a, b) => a.exDate - b.exDate || (a.kind < b.kind ? -1 : 1));
}

/**
 * Returns one stock's bars up to D as they look on D. Before each ex-date ≤ D, prices are multiplied by old/new shares
 * and volumes by new/old; traded values stay. Factors multiply exactly, and each number is rounded once, to the nearest
 * double.
 *
 * @param actions the stock's actions; none where its prices were given as adjusted
 * @param asOf D; Infinity for all bars
 */
export function barsAsOf(
  traded: TradedBars,
  actions: readonly Action[],
  sessions: Sessions,
  asOf: Day,
): Bars {
  const end = countAtOrBelow(traded.day, asOf);
  const days = upTo(traded.day, end);
  const bars = {
    high: upTo(traded.high, end),
    low: upTo(traded.low, end),
    close: upTo(traded.close, end),
    volume: upTo(traded.volume, end),
    tradedValue: tradedValueOf(traded, end),
    session: sessions.ordinalsOf(days),
  };
  if (actions.length === 0) return bars;
  const due = byExDate(actions.filter(({ exDate }) => exDate <= asOf && end > 0 && exDate > days[0]));
  if (due.length === 0) return bars;

  const adjusted = {
    ...bars,
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
  };
  let factor = ONE;
  // The loop goes back from the newest ex-date, because bars between two ex-dates share one factor.
  for (let k = due.length - 1; k >= 0; k--) {
    factor = times(factor, priceFactor(due[k]));
    const from = k > 0 ? countAtOrBelow(days, due[k - 1].exDate - 1) : 0;
    const until = countAtOrBelow(days, due[k].exDate - 1);
    const scalePrice = multiplier(factor);
    const scaleVolume = multiplier(inverse(factor));
    for (let bar = from; bar < until; bar++) {
      adjusted.high[bar] = scalePrice(bars.high[bar]);
      adjusted.low[bar] = scalePrice(bars.low[bar]);
      adjusted.close[bar] = scalePrice(bars.close[bar]);
      adjusted.volume[bar] = scaleVolume(bars.volume[bar]);
    }
  }
  return adjusted;
}

/** Returns the first elements of a column. Because making a view is not free, none is made of a whole column. */
function upTo<Column extends Float64Array | Int32Array>(column: Column, end: number): Column {
  return end === column.length ? column : (column.subarray(0, end) as Column);
}

/** Returns the value traded in ₹: as given, or else close × volume as traded. */
function tradedValueOf({ value, close, volume }: TradedBars, end: number): Float64Array {
  const given = upTo(value, end);
  if (!given.includes(NaN)) return given;
  const traded = given.slice();
  for (let k = 0; k < end; k++) if (traded[k] !== traded[k]) traded[k] = close[k] * volume[k];
  return traded;
}
