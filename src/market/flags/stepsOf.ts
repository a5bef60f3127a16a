import { adjustmentsOf, barsAround, byExDate, type Adjustment } from '../adjustment.js';
import type { Sessions } from '../calendar.js';
import { ONE, times } from '../exact.js';
import type { Action, TradedBars } from '../facts.js';
import type { Step } from './step.js';

const NO_ACTIONS: readonly Action[] = [];

/**
 * Returns the steps of one stock's bars, ascending.
 *
 * @param pricesAdjusted whether prices are adjusted already, so that actions do not apply to them
 */
export function* stepsOf(
  bars: TradedBars,
  actions: readonly Action[],
  sessions: Sessions,
  pricesAdjusted: boolean,
): Generator<Step> {
  const { day, close } = bars;
  const ordinals = sessions.ordinalsOf(day);
  const due: readonly Pick<Adjustment, 'action' | 'price'>[] = pricesAdjusted
    ? byExDate(actions).map((action) => ({ action, price: ONE }))
    : adjustmentsOf(actions, barsAround(bars));
  let next = 0;
  while (next < due.length && due[next].action.exDate <= day[0]) next++;
  if (day.length > 0) {
    yield { bars, at: 0, actions: NO_ACTIONS, factor: ONE, before: NaN, sessions: NaN };
  }
  for (let at = 1; at < day.length; at++) {
    const first = next;
    let factor = ONE;
    for (; next < due.length && due[next].action.exDate <= day[at]; next++) {
      factor = times(factor, due[next].price);
    }
    const former = close[at - 1];
    yield {
      bars,
      at,
      actions: next === first ? NO_ACTIONS : due.slice(first, next).map(({ action }) => action),
      factor,
      before: factor === ONE ? former : former * (Number(factor.over) / Number(factor.under)),
      sessions: ordinals[at] - ordinals[at - 1],
    };
  }
}
