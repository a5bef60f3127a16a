import type { Day } from '../scoring/names.js';
import { adjustmentsOf, barsAround } from './adjustment.js';
import { multiplier, ONE, times } from './exact.js';
import type { Action, TradedBars } from './facts.js';

/**
 * Returns the close of one bar as it looks on D: adjusted for the actions that have gone ex since then (`adjustmentsOf`).
 *
 * @param bar a bar as traded, its close in ₹
 * @param actions of the stock; none where its prices were given as adjusted
 * @param bars the stock's bars from that one up to D, as traded
 * @param asOf D
 */
export function closeAsOf(
  bar: { readonly day: Day; readonly close: number },
  actions: readonly Action[],
  bars: TradedBars,
  asOf: Day,
): number {
  const since = actionsBetween(actions, bar.day, asOf);
  const due = adjustmentsOf(since, barsAround(bars)).filter(({ from }) => from <= asOf);
  return multiplier(due.reduce((factor, { price }) => times(factor, price), ONE))(bar.close);
}

/** Returns the actions with an ex-date after one day and up to another. */
export function actionsBetween(actions: readonly Action[], after: Day, until: Day): readonly Action[] {
  return actions.filter(({ exDate }) => exDate > after && exDate <= until);
}
