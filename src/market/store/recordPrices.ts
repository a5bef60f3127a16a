import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import type { Sessions } from '../calendar.js';
import type { TradedBars } from '../facts.js';
import type { StockIds } from './factTables.js';
import type { BatchChanges } from './recordBatch.js';
import { firstDifference, markAllStale, markCarried, markStale } from './staleFeatures.js';
import { recordBars } from './storedBars.js';
import { newestBarDay, storedSessions } from './storedCalendar.js';

/** Records bars as of a batch, and notes whose features hang on them. */
export async function recordPrices(
  client: pg.ClientBase,
  bars: ReadonlyMap<Ticker, TradedBars>,
  ids: StockIds,
  batch: number,
): Promise<BatchChanges> {
  const before = await storedSessions(client, ids);
  const formerNewest = await newestBarDay(client);
  const { inserted, updated, touched } = await recordBars(client, bars, ids, batch);
  await markStale(client, touched, ids);
  const newest = await newestBarDay(client);
  if (formerNewest !== null && newest !== null && newest > formerNewest) {
    await markCarried(client, formerNewest, await storedSessions(client, ids));
  }
  const moved = inserted > 0 ? await markMovedSessions(client, ids, before) : null;
  return { inserted, updated, touchesFrom: leastOf([...touched.values(), moved ?? Infinity]) };
}

/** Windows reach over sessions: where these changed, all features from then on may. */
export async function markMovedSessions(
  client: pg.ClientBase,
  ids: StockIds,
  before: Sessions,
): Promise<Day | null> {
  const from = firstDifference(before, await storedSessions(client, ids));
  if (from !== null) await markAllStale(client, from);
  return from;
}

export function leastOf(days: Iterable<Day>): Day | null {
  let least = Infinity;
  for (const day of days) least = Math.min(least, day);
  return least === Infinity ? null : least;
}
