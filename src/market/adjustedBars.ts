import type { IsoDate } from '../scoring/names.js';
import type { Adjustment } from './adjustment.js';
import { dayOf } from './day.js';
import { multiplier, ONE, times } from './exact.js';

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
 * Adjusts bars of one stock for its actions, as they look on a day (method §1). A traded value stays as it is. Each
 * number is rounded once.
 *
 * @param bars as traded, the newest first
 * @param adjustments of the stock, ascending by ex-date; none where its prices were given as adjusted
 * @param asOf the day; null: after all actions that are known
 */
export function adjustedBars<Bar extends AdjustableBar>(
  bars: readonly Bar[],
  adjustments: readonly Adjustment[],
  asOf: IsoDate | null,
): readonly Bar[] {
  if (bars.length === 0 || adjustments.length === 0) return bars;
  const last = asOf === null ? Infinity : Math.max(dayOf(asOf), dayOf(bars[0].day));
  const due = adjustments.filter(({ from }) => from <= last && from !== Infinity);
  let next = due.length - 1;
  let [priceFactor, volumeFactor] = [ONE, ONE];
  let price = multiplier(ONE);
  let volume = price;
  return bars.map((bar) => {
    const day = dayOf(bar.day);
    const former = next;
    for (; next >= 0 && due[next].action.exDate > day; next--) {
      priceFactor = times(priceFactor, due[next].price);
      volumeFactor = times(volumeFactor, due[next].volume);
    }
    if (next !== former) {
      price = multiplier(priceFactor);
      volume = multiplier(volumeFactor);
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
