import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { stateOn } from '../journal/stateOn.js';
import { readRowsOver } from '../market/readRows.js';
import { readShareActions } from '../market/readShareActions.js';
import { readStocksOfToday } from '../market/stocksOfToday.js';
import { stocksIn } from '../market/stockSet.js';
import type { Ticker } from '../../scoring/names.js';
import { entriesToSet } from './entriesToSet.js';
import type { HoldingsToSet } from './holdingsToSet.js';
import { readJournals } from './readJournal.js';
import { recordEntries } from './recordEntries.js';
import { VersionConflict } from '../../versionConflict.js';

/**
 * Records what makes cash and holdings of a portfolio what they are to be.
 *
 * @param client is in a transaction that has changed the row of the portfolio
 * @returns how many entries were recorded
 * @throws VersionConflict where there are entries of a later day
 */
export async function setHoldings(
  db: Database['db'],
  client: pg.ClientBase,
  portfolioId: number,
  to: HoldingsToSet,
): Promise<number> {
  const read = readRowsOver(client);
  const rows = (await readJournals(read, [portfolioId])).get(portfolioId) ?? [];
  const last = rows.at(-1)?.day;
  if (last !== undefined && last > to.asOf) {
    throw new VersionConflict(
      `Expected asOf on or after the last entry of the journal (${last}), got ${to.asOf}: record entries of earlier days by ` +
        'recordJournal.',
    );
  }
  const set = stocksIn([portfolioId]);
  const { shares } = await readShareActions(read, set);
  const stocks = await readStocksOfToday(read, set);
  const now = last === undefined ? null : stateOn(rows, shares, to.asOf);
  const entries = entriesToSet(to, now, (ticker) => {
    const id = stocks.idOf(ticker as Ticker);
    if (id === null) throw new Error(`Expected the id of ${ticker}, which is held, got none.`);
    return id;
  });
  await recordEntries(db, client, portfolioId, entries);
  return entries.length;
}
