import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from './journalRow.js';
import { JournalWalk } from './journalWalk.js';
import type { PortfolioState } from './portfolioState.js';
import type { ShareAction } from './shareAction.js';

/**
 * Returns cash and holdings at the end of a day. Splits, bonuses and consolidations multiply what is held before their
 * ex-date: all of one ex-date at once, then a fraction is dropped. The total cost stays.
 *
 * @param rows the journal of one portfolio, in any order
 * @param actions of the stocks in it, as they are known today
 */
export function stateOn(
  rows: readonly JournalRow[],
  actions: ReadonlyMap<Ticker, readonly ShareAction[]>,
  day: IsoDate,
): PortfolioState {
  return new JournalWalk(rows, actions).stateOn(day);
}
