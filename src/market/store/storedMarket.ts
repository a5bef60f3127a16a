import type pg from 'pg';
import type { Market } from '../facts.js';
import { byTicker, indexBars } from '../grouping.js';
import * as tables from './factTables.js';
import { arePricesAdjusted } from './marketKind.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';
import { storedBars } from './storedBars.js';
import { storedSessions } from './storedCalendar.js';

/** Facts as recorded at an earlier batch, and the datasets that were changed since. */
export interface FormerFacts {
  readonly facts: Omit<Market, 'bars'>;
  readonly changed: ReadonlySet<string>;
}

/**
 * All facts but the bars, as recorded at a batch.
 *
 * @param former what was read before: of it, what cannot have changed is taken
 */
export async function storedFacts(
  client: pg.ClientBase,
  batch: number,
  former?: FormerFacts,
): Promise<Omit<Market, 'bars'>> {
  const ids = await stockIds(client);
  const read = async <Name extends keyof Market, Fact>(
    name: Exclude<Name, 'bars'>,
    dataset: string,
    table: tables.FactTable<Fact>,
    grouped: (facts: readonly Fact[]) => Market[Name],
  ): Promise<Market[Name]> =>
    former === undefined || former.changed.has(dataset)
      ? grouped(await factsAsRecorded(client, table, ids, batch))
      : (former.facts as Market)[name];
  return {
    companies: await read(
      'companies',
      'companies',
      tables.companiesTable,
      (companies) => new Map(companies.map((company) => [company.ticker, company])),
    ),
    // A calendar is small, and in years that it does not know, bars make the sessions.
    sessions: await storedSessions(client, ids, batch),
    indices: await read('indices', 'indices', tables.indexBarsTable, indexBars),
    actions: await read('actions', 'actions', tables.actionsTable, byTicker),
    fundamentals: await read('fundamentals', 'fundamentals', tables.fundamentalsTable, byTicker),
    figures: await read('figures', 'statements', tables.statementsTable, byTicker),
    shareholding: await read('shareholding', 'shareholding', tables.shareholdingTable, byTicker),
    events: await read('events', 'events', tables.companyEventsTable, byTicker),
    pricesAdjusted: await arePricesAdjusted(client),
  };
}

/** All facts as recorded at a batch: what a run that read then can be computed again from. */
export async function storedMarket(client: pg.ClientBase, batch: number): Promise<Market> {
  const facts = await storedFacts(client, batch);
  return { ...facts, bars: await storedBars(client, await stockIds(client), { batch }) };
}
