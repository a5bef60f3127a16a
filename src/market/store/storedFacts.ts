import type pg from 'pg';
import { groupFacts } from '../groupFacts.js';
import type { GroupedFacts, MarketFacts } from '../market.js';
import { arePricesAdjusted } from './marketKind.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';
import { storedSessions } from './storedCalendar.js';
import { storedIsins } from './storedIsins.js';

/** Facts as recorded at an earlier batch, and the datasets that were changed since. */
export interface FormerFacts {
  readonly facts: MarketFacts;
  readonly changed: ReadonlySet<string>;
}

/**
 * Reads all facts of the market, except its bars, as recorded at a batch.
 *
 * @param former facts that were read before. Datasets that were not changed since are taken from them.
 */
export async function storedFacts(
  client: pg.ClientBase,
  batch: number,
  former?: FormerFacts,
): Promise<MarketFacts> {
  const ids = await stockIds(client);
  const facts = await groupFacts(async (dataset) =>
    former === undefined || former.changed.has(dataset.name)
      ? dataset.group(await factsAsRecorded(client, dataset.table, ids, batch))
      : former.facts[dataset.name as keyof GroupedFacts],
  );
  return {
    ...facts,
    // They are always read: the calendar is small, and in years that it does not know, bars make the sessions.
    sessions: await storedSessions(client, ids, batch),
    isins: await storedIsins(client, ids, batch),
    pricesAdjusted: await arePricesAdjusted(client),
  };
}
