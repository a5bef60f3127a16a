import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from './journalRow.js';
import type { ShareAction } from './shareAction.js';

/** What changes a portfolio on a day: an entry, or all actions of a stock that go ex on it. */
export type JournalEvent =
  | { readonly day: IsoDate; readonly row: JournalRow }
  | {
      readonly day: IsoDate;
      readonly row: null;
      readonly ticker: Ticker;
      readonly actions: readonly ShareAction[];
    };

/**
 * Returns the entries, and the actions of the stocks that they name, in the order in which they count: by day; on one day
 * actions before entries, because shares of the ex-date are shares after the action; actions by ticker, and entries by id.
 *
 * @param rows in any order
 */
export function journalEvents(
  rows: readonly JournalRow[],
  actions: ReadonlyMap<Ticker, readonly ShareAction[]>,
): JournalEvent[] {
  const events: JournalEvent[] = [];
  const tickers = new Set<Ticker>();
  for (const row of rows) if (row.ticker !== null) tickers.add(row.ticker);
  for (const ticker of [...tickers].sort()) {
    for (const [day, some] of byExDate(actions.get(ticker) ?? [])) {
      events.push({ day, row: null, ticker, actions: some });
    }
  }
  for (const row of [...rows].sort((a, b) => a.id - b.id)) events.push({ day: row.day, row });
  // The sort is stable, so that actions stay before entries.
  return events.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function byExDate(actions: readonly ShareAction[]): Map<IsoDate, ShareAction[]> {
  const groups = new Map<IsoDate, ShareAction[]>();
  for (const action of actions) {
    const group = groups.get(action.exDate);
    if (group === undefined) groups.set(action.exDate, [action]);
    else group.push(action);
  }
  return groups;
}
