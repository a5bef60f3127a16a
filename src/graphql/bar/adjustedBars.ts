import { byExDate, priceFactor } from '../../market/adjustment.js';
import { dayOf } from '../../market/day.js';
import { inverse, multiplier, ONE, times } from '../../market/exact.js';
import type { Action } from '../../market/facts.js';
import type { IsoDate } from '../../scoring/names.js';
import type { BarRow } from './barLoaders.js';

/**
 * Bars as they look on a day: prices before an ex-date up to it × old/new shares, volumes × new/old, traded
 * value never; each number is rounded once.
 *
 * @param bars as traded, the newest first
 * @param asOf null: after all actions that are known
 */
export function adjustedBars(
  bars: readonly BarRow[],
  actions: readonly Action[],
  asOf: IsoDate | null,
): readonly BarRow[] {
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
