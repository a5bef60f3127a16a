import type pg from 'pg';
import type { Market } from '../facts.js';
import { byTicker, indexBars } from '../grouping.js';
import * as tables from './factTables.js';
import { arePricesAdjusted } from './marketKind.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';
import { storedBars } from './storedBars.js';
import { storedSessions } from './storedCalendar.js';

/** All facts but the bars, as recorded at a batch. */
export async function storedFacts(client: pg.ClientBase, batch: number): Promise<Omit<Market, 'bars'>> {
  const ids = await stockIds(client);
  const read = <Fact>(table: tables.FactTable<Fact>) => factsAsRecorded(client, table, ids, batch);
  const companies = await read(tables.companiesTable);
  return {
    companies: new Map(companies.map((company) => [company.ticker, company])),
    sessions: await storedSessions(client, ids, batch),
    indices: indexBars(await read(tables.indexBarsTable)),
    actions: byTicker(await read(tables.actionsTable)),
    fundamentals: byTicker(await read(tables.fundamentalsTable)),
    figures: byTicker(await read(tables.statementsTable)),
    shareholding: byTicker(await read(tables.shareholdingTable)),
    events: byTicker(await read(tables.companyEventsTable)),
    pricesAdjusted: await arePricesAdjusted(client),
  };
}

/** All facts as recorded at a batch: what a run that read then can be computed again from. */
export async function storedMarket(client: pg.ClientBase, batch: number): Promise<Market> {
  const facts = await storedFacts(client, batch);
  return { ...facts, bars: await storedBars(client, await stockIds(client), { batch }) };
}
