import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { UserError } from '../../userError.js';
import { requireJournal } from '../journal/requireJournal.js';
import { readShareActions } from '../market/readShareActions.js';
import { readRowsOver } from '../market/readRows.js';
import { stocksIn } from '../market/stockSet.js';
import { insertEntries, type EntryToStore } from './insertEntries.js';
import { readJournals } from './readJournal.js';

/** The most entries of one call, and of one portfolio. */
export const MOST_ENTRIES = 1_000;
export const MOST_IN_JOURNAL = 10_000;
/** The most stocks that a portfolio ever held. */
export const MOST_HOLDINGS = 1_000;

/**
 * Adds entries to the journal of a portfolio, and checks all of it, because an earlier entry may take the shares that a later
 * one sells.
 *
 * @param client is in a transaction that has changed the row of the portfolio, so that no other one records meanwhile
 * @param entries in the order in which they count on one day
 * @throws UserError where more is sold than held, and for a journal that is too long
 */
export async function recordEntries(
  db: Database['db'],
  client: pg.ClientBase,
  portfolioId: number,
  entries: readonly EntryToStore[],
  rebalanceId: number | null = null,
): Promise<void> {
  await insertEntries(db, client, portfolioId, entries, rebalanceId);
  const read = readRowsOver(client);
  const rows = (await readJournals(read, [portfolioId])).get(portfolioId) ?? [];
  if (rows.length > MOST_IN_JOURNAL) {
    throw new UserError(
      `Expected a journal of at most ${MOST_IN_JOURNAL} entries, got ${rows.length}: begin another portfolio with the ` +
        'holdings of this one.',
    );
  }
  const stocks = new Set(rows.flatMap(({ ticker }) => ticker ?? []));
  if (stocks.size > MOST_HOLDINGS) {
    throw new UserError(
      `Expected a portfolio of at most ${MOST_HOLDINGS} stocks, former holdings included, got ${stocks.size}: divide it.`,
    );
  }
  const { shares } = await readShareActions(read, stocksIn([portfolioId]));
  requireJournal(rows, shares);
}
