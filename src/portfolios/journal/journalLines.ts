import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalKind } from '../names.js';
import type { JournalRow } from './journalRow.js';
import { JournalWalk } from './journalWalk.js';
import type { ShareAction } from './shareAction.js';

/** A line of a journal as it is read. */
export interface JournalLine {
  readonly day: IsoDate;
  readonly kind: JournalKind;
  readonly ticker: Ticker | null;
  /** Shares: in SPLIT and BONUS, how many they add (negative: a consolidation takes them away). */
  readonly quantity: bigint | null;
  /** What it adds to the cash, in units of MONEY. */
  readonly amount: bigint;
  /** The cash after it, in units of MONEY. */
  readonly cashAfter: bigint;
  /** The entry; null: it follows from actions of the stock, and is not stored. */
  readonly row: JournalRow | null;
}

/**
 * Returns the entries of a journal with the splits and bonuses that changed holdings, in the order in which they count. All
 * actions of a stock on one ex-date are one line: SPLIT where one of them is a split or a consolidation, else BONUS.
 *
 * @param until the last day that is shown
 */
export function journalLines(
  rows: readonly JournalRow[],
  actions: ReadonlyMap<Ticker, readonly ShareAction[]>,
  until: IsoDate,
): JournalLine[] {
  const walk = new JournalWalk(rows, actions);
  const lines: JournalLine[] = [];
  // An action names one stock, so that the quantities before it are those after the event before.
  const held = new Map<Ticker, bigint>();
  for (let event = walk.next(until); event !== null; event = walk.next(until)) {
    const { day, row } = event;
    const cashAfter = walk.cash;
    const ticker = row === null ? event.ticker : row.ticker;
    const before = ticker === null ? 0n : (held.get(ticker) ?? 0n);
    const after = ticker === null ? 0n : (walk.holdings.get(ticker)?.quantity ?? 0n);
    if (ticker !== null) held.set(ticker, after);
    if (row !== null) {
      lines.push({ day, kind: row.kind, ticker, quantity: row.quantity, amount: row.amount, cashAfter, row });
    } else if (before > 0n) {
      const kind = event.actions.every((action) => action.kind === 'BONUS') ? 'BONUS' : 'SPLIT';
      lines.push({ day, kind, ticker, quantity: after - before, amount: 0n, cashAfter, row });
    }
  }
  return lines;
}
