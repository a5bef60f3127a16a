import type { IsoDate } from '../scoring/names.js';
import { byExDate, priceFactor } from './adjustment.js';
import { dayOf } from './day.js';
import { inverse, multiplier, ONE, times } from './exact.js';
import type { Action } from './facts.js';

/** What an action changes of a bar: prices in ₹, volume in shares. */
export interface AdjustableBar {
  readonly day: IsoDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/**
 * Adjusts bars of one stock for its splits and bonuses, as they look on a day (method §1): prices before an ex-date are
 * multiplied by old/new shares, volumes by new/old. A traded value stays as it is. Each number is rounded once.
 *
 * @param bars as traded, the newest first
 * @param asOf the day; null: after all actions that are known
 */
export function adjustedBars<Bar extends AdjustableBar>(
  bars: readonly Bar[],
  actions: readonly Action[],
  asOf: IsoDate | null,
): readonly Bar[] {
  if (bars.length === 0 || actions.length === 0) return bars;
  const last = asOf === null ? Infinity : Math.max(dayOf(asOf), dayOf(bars[0].day));
  const due = byExDate(actions.filter(({ exDate }) => exDate <= last));
  let next = due.length - 1;
  let factor = ONE;
  let price = multiplier(factor);
  let volume = price;
  return bars.map((bar) => {
    const day = dayOf(bar.day);
    const former = next;
    for (; next >= 0 && due[next].exDate > day; next--) factor = times(factor, priceFactor(due[next]));
    if (next !== former) {
      price = multiplier(factor);
      volume = multiplier(inverse(factor));
    }
    return {
      ...bar,
      open: price(bar.open),
      high: price(bar.high),
      low: price(bar.low),
      close: price(bar.close),
      volume: volume(bar.volume),
    };
  });
}
