import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import { FEATURES, type Day, type Ticker } from '../../scoring/names.js';
import type { FeaturesOf, KnownFeatures } from '../crossSection.js';
import { isoOf } from '../day.js';
import type { StockIds } from './stockIds.js';

/** A day, and the batch as recorded at which its features are read. */
export interface RecordedDay {
  readonly day: Day;
  readonly readBatch: number;
}

/**
 * Reads the features of some days in one statement. It reads no last bars of stocks without features, which say why these
 * have no score and change no score; StoredFeatures does, for days of one batch.
 *
 * @returns the features of all stocks for each of the days, in their order
 */
export async function featuresOfDays(
  client: pg.ClientBase,
  ids: Pick<StockIds, 'tickerOf'>,
  days: readonly RecordedDay[],
): Promise<readonly FeaturesOf[]> {
  const features = days.map(() => new Map<Ticker, KnownFeatures>());
  const asked = days.map(({ day, readBatch }, at) => `(${at}, date '${isoOf(day)}', ${batchOf(readBatch)})`);
  const dates = days.map(({ day }) => isoOf(day)).sort();
  // The span keeps the statement to an index of each stock; the list of days alone would not.
  await copyOut(
    client,
    `SELECT at, stock_id, bar_age, source = 'SECONDARY', ${FEATURES.join(', ')}
     FROM stocks JOIN features ON stock_id = id AND features.day BETWEEN '${dates[0]}' AND '${dates[dates.length - 1]}'
     JOIN (VALUES ${asked.join(', ')}) AS asked (at, day, batch) ON asked.day = features.day
       AND recorded_in <= batch AND (superseded_in IS NULL OR superseded_in > batch)`,
    (row) => {
      const ofDay = features[row.int4()];
      const ticker = ids.tickerOf(row.int4());
      const age = row.int2();
      const secondary = row.bool() ? 1 : 0;
      ofDay.set(ticker, { values: FEATURES.map(() => row.float8()), age, secondary });
    },
  );
  return features.map((ofDay) => (ticker) => ofDay.get(ticker) ?? { lastBar: null });
}

function batchOf(batch: number): number {
  if (Number.isInteger(batch)) return batch;
  throw new RangeError(`Expected the number of a batch, got ${batch}.`);
}
