import type pg from 'pg';
import { holidays } from '../datasets/holidays.js';
import { nseCalendar } from '../imports/nseCalendar.js';
import { recordBatch } from './recordBatch.js';
import { recordDataset } from './recordDataset.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';

/** Records the calendar that is shipped with the program, as a batch, where the store does not have it yet. */
export async function recordShippedCalendar(client: pg.ClientBase, rescore: boolean): Promise<void> {
  const shipped = await nseCalendar();
  const stored = await factsAsRecorded(client, holidays.table, await stockIds(client));
  const known = new Map(stored.filter((entry) => entry.shipped).map((entry) => [entry.day, entry]));
  const isKnown = shipped.every(({ day, kind, name }) => {
    const entry = known.get(day);
    return entry?.kind === kind && entry.name === name;
  });
  if (isKnown) return;
  const given = { dataset: holidays.name, source: 'calendar/nse.csv', rows: shipped.length, refusals: [] };
  await recordBatch(client, given, (batch) => recordDataset(client, holidays, shipped, batch), rescore);
}
