import type pg from 'pg';
import type { FactDataset } from '../datasets/dataset.js';
import { factsOfSessions, type JudgedFacts } from '../imports/factsOfSessions.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import type { StockIds } from './stockIds.js';
import { storedBarDays } from './storedBarDays.js';
import { storedSessions } from './storedCalendar.js';

/** Judges facts by the calendar and the bars of the store. */
export async function judgedFacts<Fact>(
  client: pg.ClientBase,
  ids: StockIds,
  dataset: FactDataset<string, Fact>,
  read: FactsOnLines<Fact>,
): Promise<JudgedFacts<Fact>> {
  if (dataset.sessionOf === undefined) return { ...read, refusals: [], flags: [] };
  return factsOfSessions(dataset, read, await storedSessions(client, ids), storedBarDays(client, ids));
}
