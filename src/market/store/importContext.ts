import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import type { ImportContext } from '../imports/columns.js';
import { BARE_CONTEXT } from '../imports/nseCalendar.js';
import { companiesTable, type StockIds } from './factTables.js';
import { factsAsRecorded } from './recordFacts.js';
import { storedCalendar } from './storedCalendar.js';

/** What rows are checked against: the companies and the calendar of the store. */
export async function importContext(
  client: pg.ClientBase,
  ids: StockIds,
  { today }: { readonly today: Day },
): Promise<ImportContext> {
  const companies = await factsAsRecorded(client, companiesTable, ids);
  const calendar = await storedCalendar(client, ids);
  return {
    ...BARE_CONTEXT,
    today,
    knownTickers: new Set(companies.map(({ ticker }) => ticker)),
    closedBecause: (day) => calendar.closedBecause(day),
  };
}
