import type { Bars } from '../scoring/features.js';
import type { Day } from '../scoring/names.js';
import { countAtOrBelow } from '../scoring/statistics.js';
import type { Sessions } from './calendar.js';
import { compare, decimalOf, inverse, multiplier, ONE, plus, times, type Ratio } from './exact.js';
import { ACTION_KINDS, type Action, type TradedBars } from './facts.js';

/** The bars next to an ex-date: the last one before it, and the first one from it on; null where there is none. */
export interface BarsAround {
  readonly before: { readonly day: Day; readonly close: number } | null;
  readonly after: { readonly day: Day; readonly open: number } | null;
}

/** What an action makes of the prices and volumes before its ex-date. */
export interface Adjustment {
  readonly action: Action;
  /**
   * The first day on which it counts: the ex-date, or the day of the first bar from there on where that bar's open gives
   * the factor. Infinity while a bar that it needs is missing.
   */
  readonly from: Day;
  readonly price: Ratio;
  readonly volume: Ratio;
  /** Whether the factor is taken from an open, or waits for it. */
  readonly isDerived: boolean;
}

/** Looks up the bars next to an ex-date. */
export function barsAround({
  day,
  open,
  close,
}: Pick<TradedBars, 'day' | 'open' | 'close'>): (exDate: Day) => BarsAround {
  return (exDate) => {
    const at = countAtOrBelow(day, exDate - 1);
    return {
      before: at > 0 ? { day: day[at - 1], close: close[at - 1] } : null,
      after: at < day.length ? { day: day[at], open: open[at] } : null,
    };
  };
}

/**
 * Returns what a stock's actions make of its bars, ascending by ex-date.
 *
 * - SPLIT, BONUS, CONSOLIDATION: prices × old/new shares, volumes × new/old.
 * - RIGHTS: prices × (old × close + (new − old) × issue price) / (new × close), with the close before the ex-date; 1 where
 *   the issue price is not below that close.
 * - DEMERGER, SPECIAL_DIVIDEND: prices × the factor as given, or else the first open from the ex-date on / the close before.
 *
 * The close before is adjusted for the other actions between the same two bars: for RIGHTS, for those before it, and for
 * a derived factor, for all of them, because the open shows them all. So a derived factor is what the others leave
 * unexplained, and none of the others depends on an open that is still to come.
 *
 * @param around looks up bars, of any day: an adjustment never counts before the bars that it is taken from
 */
export function adjustmentsOf(
  actions: readonly Action[],
  around: (exDate: Day) => BarsAround,
): readonly Adjustment[] {
  const ordered = byExDate(actions);
  const adjustments: Adjustment[] = [];
  for (const action of ordered.filter((one) => !isDerived(one))) {
    const { before } = around(action.exDate);
    adjustments.push(givenAdjustment(action, before && adjustedClose(before, adjustments, action.exDate)));
  }
  for (const action of ordered.filter(isDerived)) {
    const { before, after } = around(action.exDate);
    adjustments.push(
      before === null || after === null
        ? { action, from: Infinity, price: ONE, volume: ONE, isDerived: true }
        : derivedAdjustment(action, adjustedClose(before, adjustments, after.day), after),
    );
  }
  return adjustments.sort((a, b) => inOrder(a.action, b.action));
}

/** Sorts actions by their ex-dates, and those of one ex-date in the order in which they apply. */
export function byExDate(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort(inOrder);
}

/** Compares by ex-date, and actions of one ex-date in the order in which they apply. */
function inOrder(a: Action, b: Action): number {
  return a.exDate - b.exDate || ACTION_KINDS.indexOf(a.kind) - ACTION_KINDS.indexOf(b.kind);
}

/** Returns whether the factor of an action is taken from an open, because none is given. */
function isDerived({ kind, factor }: Action): boolean {
  return (kind === 'DEMERGER' || kind === 'SPECIAL_DIVIDEND') && factor !== factor;
}

/** Returns the close of a bar, adjusted for what has gone ex since then up to a day. */
function adjustedClose(
  bar: NonNullable<BarsAround['before']>,
  adjustments: readonly Adjustment[],
  until: Day,
): Ratio {
  return adjustments
    .filter(({ action }) => action.exDate > bar.day && action.exDate <= until)
    .reduce((close, { price }) => times(close, price), decimalOf(bar.close));
}

/** @param close the adjusted close before the ex-date; null where there is none */
function givenAdjustment(action: Action, close: Ratio | null): Adjustment {
  const { exDate: from, kind } = action;
  const ofPrices = (price: Ratio): Adjustment => ({ action, from, price, volume: ONE, isDerived: false });
  switch (kind) {
    case 'SPLIT':
    case 'BONUS':
    case 'CONSOLIDATION': {
      const price = times(decimalOf(action.oldShares), inverse(decimalOf(action.newShares)));
      return { ...ofPrices(price), volume: inverse(price) };
    }
    case 'RIGHTS':
      return ofPrices(close === null ? ONE : rightsFactor(action, close));
    case 'DEMERGER':
    case 'SPECIAL_DIVIDEND':
      return ofPrices(decimalOf(action.factor));
    default:
      return kind satisfies never;
  }
}

function derivedAdjustment(
  action: Action,
  close: Ratio,
  { day, open }: NonNullable<BarsAround['after']>,
): Adjustment {
  const price = times(decimalOf(open), inverse(close));
  return { action, from: day, price, volume: ONE, isDerived: true };
}

/** Returns the price of a share after the issue over the one before it (the theoretical ex-rights price). */
function rightsFactor({ newShares, oldShares, price }: Action, close: Ratio): Ratio {
  if (compare(decimalOf(price), close) >= 0) return ONE;
  const [held, all] = [decimalOf(oldShares), decimalOf(newShares)];
  const issued = { over: all.over * held.under - held.over * all.under, under: all.under * held.under };
  return times(plus(times(held, close), times(issued, decimalOf(price))), inverse(times(all, close)));
}

/**
 * Returns one stock's bars up to D as they look on D: prices and volumes before each ex-date ≤ D are adjusted
 * (`adjustmentsOf`), and traded values stay. Factors multiply exactly, and each number is rounded once, to the nearest
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
  const adjustments = actions.length === 0 ? [] : adjustmentsOf(actions, barsAround(traded));
  return adjustedUpTo(traded, adjustments, sessions, { asOf, last: asOf });
}

/**
 * Returns bars as `barsAsOf` does, from adjustments that are known already.
 *
 * @param asOf the day on which the adjustments count
 * @param last the day of the last bar that is wanted; it may be a later one, for readers that go on from bar to bar
 */
export function adjustedUpTo(
  traded: TradedBars,
  adjustments: readonly Adjustment[],
  sessions: Sessions,
  { asOf, last }: { readonly asOf: Day; readonly last: Day },
): Bars {
  const end = countAtOrBelow(traded.day, last);
  const days = upTo(traded.day, end);
  const bars = {
    high: upTo(traded.high, end),
    low: upTo(traded.low, end),
    close: upTo(traded.close, end),
    volume: upTo(traded.volume, end),
    tradedValue: tradedValueOf(traded, end),
    session: sessions.ordinalsOf(days),
  };
  if (adjustments.length === 0 || end === 0) return bars;
  const due = adjustments.filter(({ action, from }) => from <= asOf && action.exDate > days[0]);
  if (due.length === 0) return bars;

  const adjusted = {
    ...bars,
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
  };
  let [price, volume] = [ONE, ONE];
  // The loop goes back from the newest ex-date, because bars between two ex-dates share one factor.
  for (let k = due.length - 1; k >= 0; k--) {
    price = times(price, due[k].price);
    volume = times(volume, due[k].volume);
    const first = k > 0 ? countAtOrBelow(days, due[k - 1].action.exDate - 1) : 0;
    const until = countAtOrBelow(days, due[k].action.exDate - 1);
    const scalePrice = multiplier(price);
    const scaleVolume = multiplier(volume);
    for (let bar = first; bar < until; bar++) {
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
