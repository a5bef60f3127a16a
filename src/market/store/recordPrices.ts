import type pg from 'pg';
import { earliestOf } from '../day.js';
import type { PricesFile } from '../imports/prices.js';
import type { BatchChanges } from './recordBatch.js';
import { refuseWithdrawnBars } from './refuseWithdrawnBars.js';
import { markCarried, markMovedSessions, markStale } from './staleFeatures.js';
import type { StockIds } from './stockIds.js';
import { recordBars } from './storedBars.js';
import { newestBarDay, storedSessions } from './storedCalendar.js';

/**
 * Records bars as of a batch, and notes which features may have changed. Bars that were withdrawn are refused.
 *
 * @param client is in the transaction of the batch
 * @param read the bars, with the lines on which they stand
 */
export async function recordPrices(
  client: pg.ClientBase,
  read: Pick<PricesFile, 'file' | 'bars' | 'lines'>,
  ids: StockIds,
  batch: number,
): Promise<BatchChanges> {
  const { bars, refusals } = await refuseWithdrawnBars(client, read, ids);
  const before = await storedSessions(client, ids);
  const formerNewest = await newestBarDay(client);
  const { inserted, updated, touched } = await recordBars(client, bars, ids, batch);
  await markStale(client, touched, ids);
  const newest = await newestBarDay(client);
  if (formerNewest !== null && newest !== null && newest > formerNewest) {
    await markCarried(client, formerNewest, await storedSessions(client, ids));
  }
  const moved = inserted > 0 ? await markMovedSessions(client, ids, before) : null;
  const touchesFrom = earliestOf([...touched.values(), moved ?? Infinity]);
  return { inserted, updated, touchesFrom, refusals };
}
