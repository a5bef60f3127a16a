import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import { FEATURES, type Day, type Ticker } from '../../scoring/names.js';
import type { FeaturesOf, KnownFeatures } from '../crossSection.js';
import { isoOf } from '../day.js';
import { groupBy } from '../grouping.js';
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
  const places = groupBy([...days.keys()], (at) => days[at].day);
  const batches = days.map(({ readBatch }) => readBatch);
  const dates = days.map(({ day }) => isoOf(day)).sort();
  await copyOut(
    client,
    `SELECT stock_id, day, recorded_in, superseded_in, bar_age, source = 'SECONDARY', ${FEATURES.join(', ')}
     FROM stocks JOIN features ON stock_id = id AND day BETWEEN '${dates[0]}' AND '${dates[dates.length - 1]}'
     WHERE ${recordedBetween(Math.min(...batches), Math.max(...batches))}`,
    (row) => {
      const ticker = ids.tickerOf(row.int4());
      const asked = places.get(row.date()) ?? [];
      const recordedIn = row.int4();
      const supersededIn = row.int4();
      const age = row.int2();
      const secondary = row.bool() ? 1 : 0;
      const known = { values: FEATURES.map(() => row.float8()), age, secondary };
      for (const at of asked) {
        // NaN where it was not superseded.
        if (recordedIn <= batches[at] && !(supersededIn <= batches[at])) features[at].set(ticker, known);
      }
    },
  );
  return features.map((ofDay) => (ticker) => ofDay.get(ticker) ?? { lastBar: null });
}

/** Returns SQL for the rows that were known at any of several batches. */
function recordedBetween(first: number, last: number): string {
  const wrong = [first, last].find((batch) => !Number.isInteger(batch));
  if (wrong !== undefined) throw new RangeError(`Expected the number of a batch, got ${wrong}.`);
  return `recorded_in <= ${last} AND (superseded_in IS NULL OR superseded_in > ${first})`;
}
