import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from './journalRow.js';
import { JournalWalk } from './journalWalk.js';
import type { ShareAction } from './shareAction.js';
import { UncoveredEntryError } from './uncoveredEntryError.js';

const LAST_DAY = '9999-12-31' as IsoDate;

/**
 * Checks a whole journal, because an entry of an earlier day may take the shares that a later one sells.
 *
 * @param rows the journal of one portfolio, in any order, with its new entries
 * @throws UncoveredEntryError naming the first entry that takes away more shares than are held
 */
export function requireJournal(
  rows: readonly JournalRow[],
  actions: ReadonlyMap<Ticker, readonly ShareAction[]>,
): void {
  const [first] = new JournalWalk(rows, actions).stateOn(LAST_DAY).uncovered;
  if (first !== undefined) throw new UncoveredEntryError(first);
}
