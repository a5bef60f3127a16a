import type pg from 'pg';
import { earliestOf } from '../day.js';
import { calendarFlags } from '../flags/calendarFlags.js';
import { rowsWithoutCalendar } from '../flags/rowsWithoutCalendar.js';
import { judgedBars } from '../imports/judgedBars.js';
import type { PricesFile } from '../imports/prices.js';
import { flagsOfWritten } from './flagsOfWritten.js';
import { knownBars } from './knownBars.js';
import type { BatchChanges } from './recordBatch.js';
import { recordMarketDays } from './recordMarketDays.js';
import { refuseWithdrawnBars } from './refuseWithdrawnBars.js';
import { updateSessionBars } from './sessionBars.js';
import { markCarried, markMovedSessions, markStale } from './staleFeatures.js';
import type { StockIds } from './stockIds.js';
import { recordBars } from './storedBars.js';
import { newestBarDay, storedSessions } from './storedCalendar.js';

/**
 * Records bars as of a batch, and notes which features may have changed. Bars that were withdrawn are refused. All others
 * are judged together with those of the store: some are refused, too, and others flagged.
 *
 * @param client is in the transaction of the batch
 * @param read the bars, with the lines on which they stand
 */
export async function recordPrices(
  client: pg.ClientBase,
  read: Pick<PricesFile, 'file' | 'bars' | 'lines' | 'valueStep' | 'marketDays'>,
  ids: StockIds,
  batch: number,
): Promise<BatchChanges> {
  const left = await refuseWithdrawnBars(client, read, ids);
  const before = await storedSessions(client, ids);
  const formerNewest = await newestBarDay(client);
  const known = await knownBars(client, ids, left.bars, formerNewest);
  const judged = await judgedBars({ ...left, refusals: [] }, before, known);
  const { inserted, updated, written, touched, insertedOn } = await recordBars(
    client,
    judged.bars,
    known.bars,
    ids,
    batch,
    read.valueStep,
  );
  await recordMarketDays(client, read.marketDays, ids, batch);
  await markStale(client, touched, ids);
  const sessions = inserted > 0 ? await storedSessions(client, ids) : before;
  const newest = await newestBarDay(client);
  if (formerNewest !== null && newest !== null && newest > formerNewest) {
    await markCarried(client, formerNewest, sessions);
  }
  if (insertedOn !== null) await updateSessionBars(client, insertedOn);
  const moved = inserted > 0 ? await markMovedSessions(client, ids, before) : null;
  return {
    inserted,
    updated,
    touchesFrom: earliestOf([...touched.map(({ from }) => from), moved ?? Infinity]),
    refusals: [...left.refusals, ...judged.refusals],
    flags: [
      ...calendarFlags(read.file, rowsWithoutCalendar(judged, sessions), sessions),
      ...(await flagsOfWritten(client, ids, judged, written, sessions)),
    ],
  };
}
