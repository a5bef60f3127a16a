import type pg from 'pg';
import { companies } from '../datasets/companies.js';
import type { KnownMarket } from '../imports/columns.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';
import { storedCalendar } from './storedCalendar.js';
import { storedSymbols } from './storedSymbols.js';

/** Reads what new rows are checked against: the companies, their former symbols and the calendar of the store. */
export async function knownMarket(client: pg.ClientBase): Promise<KnownMarket> {
  const ids = await stockIds(client);
  const known = await factsAsRecorded(client, companies.table, ids);
  const calendar = await storedCalendar(client, ids);
  return {
    knownTickers: new Set(known.map(({ ticker }) => ticker)),
    symbols: await storedSymbols(client, ids),
    closedBecause: (day) => calendar.closedBecause(day),
  };
}
