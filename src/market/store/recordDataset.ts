import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import type { FactDataset } from '../datasets/dataset.js';
import { earliestOf } from '../day.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import { withoutContradictions } from '../imports/withoutContradictions.js';
import { endClosedDays } from './endClosedDays.js';
import { flagsOfFacts } from './flagsOfFacts.js';
import { judgedFacts } from './judgedFacts.js';
import type { BatchChanges } from './recordBatch.js';
import { eachRow } from './eachRow.js';
import { currentOf, factsAsRecorded, recordFacts, supersede, type Recorded } from './recordFacts.js';
import { updateSessionBars } from './sessionBars.js';
import { markMovedSessions, markStale } from './staleFeatures.js';
import { stockIds, type StockIds } from './stockIds.js';
import { storedSessions } from './storedCalendar.js';

/**
 * Records facts of a dataset as of a batch, and notes which features may have changed, as the dataset declares it. Facts
 * that were withdrawn are refused, and days that are no sessions any more cease to be served.
 *
 * @param client is in the transaction of the batch
 * @param read the facts, with the lines on which they stand
 */
export async function recordDataset<Fact>(
  client: pg.ClientBase,
  dataset: FactDataset<string, Fact>,
  read: FactsOnLines<Fact>,
  batch: number,
): Promise<BatchChanges> {
  const ids = await stockIds(client);
  const judged = await judgedFacts(client, ids, dataset, read);
  const mayContradict = judged.facts.some((fact) => dataset.contradictions?.concerns(fact));
  const stored = mayContradict ? await factsAsRecorded(client, dataset.table, ids) : [];
  const { refusals, ...left } = withoutContradictions(dataset, judged, stored);
  const before = dataset.movesSessions === true ? await storedSessions(client, ids) : null;
  const { facts, replaced } = await mergedFacts(client, dataset, left.facts, ids, batch);
  const recorded = await recordFacts(client, dataset.table, facts, ids, batch);
  const moving = recorded.written.filter((fact) => !recorded.remarked.has(fact));
  const stale = moving.flatMap((fact) => dataset.staleFeatures?.(fact) ?? []);
  await markStale(client, stale, ids);
  const moved = before === null ? null : await markMovedSessions(client, ids, before);
  if (moved !== null) {
    await updateSessionBars(client, { from: moved, to: Infinity });
    await endClosedDays(client, ids);
  }
  return {
    inserted: recorded.inserted.length - replaced,
    updated: recorded.updated.length + replaced,
    touchesFrom: earliestOf([...touchedDays(dataset, recorded), moved ?? Infinity]),
    refusals: [...judged.refusals, ...refusals],
    flags: [...judged.flags, ...(await flagsOfFacts(client, ids, dataset, left, recorded))],
  };
}

/**
 * Returns what is recorded of facts, after those of the store that tell less of the same have ended.
 *
 * @returns `replaced`: how many of the store have ended
 */
async function mergedFacts<Fact>(
  client: pg.ClientBase,
  dataset: FactDataset<string, Fact>,
  given: readonly Fact[],
  ids: StockIds,
  batch: number,
): Promise<{ readonly facts: readonly Fact[]; readonly replaced: number }> {
  if (dataset.merged === undefined || given.length === 0) return { facts: given, replaced: 0 };
  const { table } = dataset;
  const stored: Fact[] = [];
  await eachRow(client, table, currentOf(table, given, ids), (cells) => stored.push(table.fact(cells, ids)));
  const { facts, replaced } = dataset.merged(given, stored);
  const rows = replaced.map((fact) => table.cells(fact, ids));
  await supersede(client, table, rows, batch);
  return { facts, replaced: rows.length };
}

/** Returns the first days whose scores may differ by each fact. */
function touchedDays<Fact>(
  dataset: FactDataset<string, Fact>,
  { written, updated, remarked }: Recorded<Fact>,
): Day[] {
  const touching = [
    ...written.filter((fact) => !remarked.has(fact)),
    ...updated.filter(({ fact }) => !remarked.has(fact)).map(({ former }) => former),
  ];
  return touching.map((fact) => dataset.touches(fact));
}
