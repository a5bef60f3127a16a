import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import type { NewEntry } from '../journal/requireEntry.js';
import { decimalText, MONEY } from '../money/units.js';

/** An entry, and the stock that it is about. */
export interface EntryToStore extends Omit<NewEntry, 'ticker'> {
  readonly stockId: number | null;
  readonly note: string | null;
}

const money = (units: bigint | null): string | null => (units === null ? null : decimalText(units, MONEY));

/**
 * Stores entries in the order in which they count on one day.
 *
 * @param rebalanceId the rebalance whose fills they are; null: of none
 */
export async function insertEntries(
  db: Database['db'],
  client: pg.ClientBase,
  portfolioId: number,
  entries: readonly EntryToStore[],
  rebalanceId: number | null = null,
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ day, kind, stockId, quantity, price, amount, costs, cost, note }) => ({
    portfolio_id: portfolioId,
    ...{ day, kind, note },
    stock_id: stockId,
    quantity: quantity === null ? null : String(quantity),
    price: money(price),
    amount: decimalText(amount, MONEY),
    costs: money(costs),
    cost: money(cost),
    rebalance_id: rebalanceId,
  }));
  await rowsOver(client, db.insertInto('portfolio_journal').values(rows).returning('id'));
}
