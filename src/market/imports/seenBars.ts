import { joinBars, pickBars } from '../barColumns.js';
import type { TradedBars } from '../facts.js';

/** One stock's given bars, seen together with those that are known already. */
export interface SeenBars {
  /** All of them, ascending by day. Where both have a day, the given bar stands for it. */
  readonly bars: TradedBars;
  /** Where each given bar stands among them. */
  readonly placeOf: (given: number) => number;
}

/**
 * Sees given bars of a stock together with known ones.
 *
 * @param given ascending by day, as are the known ones
 */
export function seenBars(given: TradedBars, known: TradedBars | undefined): SeenBars {
  if (known === undefined || known.day.length === 0) return { bars: given, placeOf: (place) => place };
  const count = known.day.length;
  const order: number[] = [];
  const places = new Int32Array(given.day.length);
  let former = 0;
  for (let at = 0; at < given.day.length; at++) {
    for (; former < count && known.day[former] < given.day[at]; former++) order.push(former);
    if (former < count && known.day[former] === given.day[at]) former++;
    places[at] = order.push(count + at) - 1;
  }
  for (; former < count; former++) order.push(former);
  return { bars: pickBars(joinBars(known, count, given), order), placeOf: (place) => places[place] };
}
