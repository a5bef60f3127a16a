import type pg from 'pg';
import { copyInto, copyOut } from '../../database/copy.js';
import { noteManyRows } from '../../database/statistics.js';
import { inTransaction, withLock } from '../../database/transaction.js';
import type { Method } from '../../scoring/method.js';
import { FEATURES, type Day } from '../../scoring/names.js';
import { NO_BARS } from '../barsBuilder.js';
import { dayOf, isoOf } from '../day.js';
import type { BarFlag } from '../flags/barFlag.js';
import { flagsOf } from '../flags/flagsOf.js';
import {
  FEATURE_OPTIONS,
  featureRows,
  sharedFacts,
  type FeatureRow,
  type SharedFacts,
} from './featureRows.js';
import { fillFeatures } from './fillFeatures.js';
import type { KeptBars } from './keptBars.js';
import { storedBars } from './storedBars.js';

/** Stocks of one transaction. The features of seven years of forty stocks take some ten megabytes. */
const STOCKS_AT_ONCE = 40;

/** Returns whether a method computes features as they are stored. */
export function hasStoredFeatures({ parameters }: Method): boolean {
  const { resistance_includes_last_bar } = parameters.features;
  return resistance_includes_last_bar === FEATURE_OPTIONS.resistance_includes_last_bar;
}

export interface UpdatedFeatures {
  readonly stocks: number;
  /** Rows that were written, because they are new or differ from before. */
  readonly rows: number;
}

/**
 * Brings stored features up to date, for each stale stock from its first stale day on. Equal rows are left alone, and
 * others supersede the former ones, so that the result equals computing everything from scratch. Forty stocks are one
 * transaction. Where an update is stopped, the remaining stocks stay noted as stale. Columns that a migration added are
 * filled first.
 *
 * @param onProgress called with how many of the stale stocks are done
 * @param kept keeps bars between updates, for a worker that updates again and again
 */
export async function updateFeatures(
  pool: pg.Pool,
  onProgress?: (done: number, total: number) => void,
  kept?: KeptBars,
): Promise<UpdatedFeatures> {
  return withLock(pool, 'facts', async (client) => {
    await fillFeatures(client, STOCKS_AT_ONCE);
    const stale = await staleStocks(client);
    if (stale.length === 0) return { stocks: 0, rows: 0 };
    const market = await sharedFacts(client);
    let rows = 0;
    for (let done = 0; done < stale.length; done += STOCKS_AT_ONCE) {
      onProgress?.(done, stale.length);
      const some = stale.slice(done, done + STOCKS_AT_ONCE);
      rows += await inTransaction(client, () => updateStocks(client, market, some, kept));
    }
    onProgress?.(stale.length, stale.length);
    await noteManyRows(client, rows, 'features');
    return { stocks: stale.length, rows };
  });
}

interface Stale {
  readonly id: number;
  readonly from: Day;
}

async function staleStocks(client: pg.ClientBase): Promise<Stale[]> {
  const { rows } = await client.query<{ stock_id: number; from_day: string }>(
    'SELECT stock_id, from_day::text FROM stale_features ORDER BY stock_id',
  );
  return rows.map(({ stock_id, from_day }) => ({ id: stock_id, from: dayOf(from_day) }));
}

async function updateStocks(
  client: pg.ClientBase,
  market: SharedFacts,
  stale: readonly Stale[],
  kept: KeptBars | undefined,
): Promise<number> {
  const ids = stale.map(({ id }) => id);
  const bars =
    kept === undefined
      ? await storedBars(client, market.ids, { stocks: ids })
      : await kept.of(client, market.ids, ids, market.batch);
  const stored = await storedFeatures(client, stale);
  const superseded: Pick<FeatureRow, 'id' | 'day'>[] = [];
  const flags: (BarFlag & { readonly id: number })[] = [];
  /** Computes rows while PostgreSQL stores the rows before. */
  function* changedRows(): Generator<FeatureRow> {
    for (const { id, from } of stale) {
      const ticker = market.ids.tickerOf(id);
      // An action is flagged whether or not its stock has bars.
      const traded = bars.get(ticker) ?? NO_BARS;
      const due = market.actions.get(ticker) ?? [];
      for (const flag of flagsOf(traded, due, market.sessions, market.adjusted)) flags.push({ id, ...flag });
      const former = stored.get(id) ?? new Map<Day, FeatureRow>();
      if (traded.day.length === 0) {
        superseded.push(...former.values());
        continue;
      }
      for (const row of featureRows(id, traded, due, market, from)) {
        const before = former.get(row.day);
        former.delete(row.day);
        if (before !== undefined && isSame(before, row)) continue;
        if (before !== undefined) superseded.push(row);
        yield row;
      }
      // The remaining rows are of days that are no sessions any more, or on which the stock is not traded any more.
      superseded.push(...former.values());
    }
  }
  const written = await writeFeatures(client, changedRows(), market.batch);
  await client.query(
    `UPDATE features SET superseded_in = $1 FROM unnest($2::int4[], $3::date[]) AS given (id, on_day)
     WHERE stock_id = id AND day = on_day AND superseded_in IS NULL AND recorded_in < $1`,
    [market.batch, superseded.map(({ id }) => id), superseded.map(({ day }) => isoOf(day))],
  );
  await client.query('DELETE FROM bar_flags WHERE stock_id = ANY ($1)', [ids]);
  await copyInto(client, 'bar_flags', ['stock_id', 'day', 'kind', 'detail'], flags, (writer, flag) => {
    writer.int4(flag.id);
    writer.date(flag.day);
    writer.text(flag.kind);
    writer.text(flag.detail);
  });
  await client.query('DELETE FROM stale_features WHERE stock_id = ANY ($1)', [ids]);
  return written;
}

function isSame(a: FeatureRow, b: FeatureRow): boolean {
  if (a.age !== b.age || a.secondary !== b.secondary) return false;
  for (let k = 0; k < FEATURES.length; k++) if (!Object.is(a.values[k], b.values[k])) return false;
  return true;
}

async function storedFeatures(
  client: pg.ClientBase,
  stale: readonly Stale[],
): Promise<Map<number, Map<Day, FeatureRow>>> {
  const ids = `'{${stale.map(({ id }) => id).join(',')}}'::int4[]`;
  const from = `'{${stale.map(({ from }) => isoOf(from)).join(',')}}'::date[]`;
  const features = new Map<number, Map<Day, FeatureRow>>();
  await copyOut(
    client,
    `SELECT stock_id, day, bar_age, source = 'SECONDARY', ${FEATURES.join(', ')}
     FROM features JOIN unnest(${ids}, ${from}) AS stale (id, from_day) ON stock_id = id AND day >= from_day
     WHERE superseded_in IS NULL`,
    (reader) => {
      const id = reader.int4();
      const row = {
        id,
        day: reader.date(),
        age: reader.int2(),
        secondary: reader.bool() ? 1 : 0,
        values: FEATURES.map(() => reader.float8()),
      };
      const days = features.get(id);
      if (days === undefined) features.set(id, new Map([[row.day, row]]));
      else days.set(row.day, row);
    },
  );
  return features;
}

function writeFeatures(client: pg.ClientBase, rows: Iterable<FeatureRow>, batch: number): Promise<number> {
  return copyInto(
    client,
    'features',
    ['stock_id', 'day', 'recorded_in', 'source', 'bar_age', ...FEATURES],
    rows,
    (writer, { id, day, age, secondary, values }) => {
      writer.int4(id);
      writer.date(day);
      writer.int4(batch);
      writer.text(secondary === 1 ? 'SECONDARY' : 'PRIMARY');
      writer.int2(age);
      for (let k = 0; k < FEATURES.length; k++) writer.float8(values[k]);
    },
  );
}
