import { dayOf, isoOf } from '../../market/day.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from '../journal/journalRow.js';
import { JournalWalk } from '../journal/journalWalk.js';
import type { StockActions, ValueAction } from './readShareActions.js';

/** A demerger or rights issue of a stock that was held before its ex-date. */
export interface UnbookedAction extends ValueAction {
  readonly ticker: Ticker;
}

/**
 * Finds the demergers and rights issues of stocks that were held when they went ex. They leave quantities as they are, so that
 * what they gave is only there once a correction books it.
 *
 * @param until the last ex-date that counts
 * @returns in the order of their ex-dates, then by ticker
 */
export function unbookedActions(
  rows: readonly JournalRow[],
  { shares, values }: StockActions,
  until: IsoDate,
): readonly UnbookedAction[] {
  const actions = [...values].flatMap(([ticker, list]) => list.map((action) => ({ ...action, ticker })));
  const due = actions
    .filter(({ exDate }) => exDate <= until)
    .sort((a, b) => (a.exDate === b.exDate ? (a.ticker < b.ticker ? -1 : 1) : a.exDate < b.exDate ? -1 : 1));
  const walk = new JournalWalk(rows, shares);
  return due.filter(({ ticker, exDate }) => {
    walk.goTo(isoOf(dayOf(exDate) - 1));
    return (walk.holdings.get(ticker)?.quantity ?? 0n) > 0n;
  });
}
