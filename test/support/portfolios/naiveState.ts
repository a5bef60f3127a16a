import type { JournalRow } from '../../../src/portfolios/journal/journalRow.js';
import type { ShareAction } from '../../../src/portfolios/journal/shareAction.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';
import { DAYS, TICKERS } from './histories.js';

/**
 * What is held at the end of a day, counted from the specification, day by day: nothing here is shared
 * with the code that it checks.
 */
export function naiveState(
  rows: readonly JournalRow[],
  actions: ReadonlyMap<Ticker, readonly ShareAction[]>,
  on: IsoDate,
): { cash: bigint; quantities: Record<string, bigint>; covered: boolean } {
  let cash = 0n;
  let covered = true;
  const quantities: Record<string, bigint> = {};
  for (const day of DAYS) {
    if (day > on) break;
    for (const ticker of TICKERS) {
      let over = quantities[ticker] ?? 0n;
      let under = 1n;
      for (const { exDate, newShares, oldShares } of actions.get(ticker) ?? []) {
        if (exDate !== day) continue;
        over *= newShares;
        under *= oldShares;
      }
      quantities[ticker] = (over - (over % under)) / under;
    }
    for (const { day: of, kind, ticker, quantity, amount } of rows) {
      if (of !== day) continue;
      cash += amount;
      if (ticker === null || quantity === null || kind === 'DIVIDEND') continue;
      const after = (quantities[ticker] ?? 0n) + (kind === 'SELL' ? -quantity : quantity);
      if (after < 0n) covered = false;
      quantities[ticker] = after < 0n ? 0n : after;
    }
  }
  const held = Object.entries(quantities).filter(([, quantity]) => quantity > 0n);
  return { cash, quantities: Object.fromEntries(held), covered };
}
