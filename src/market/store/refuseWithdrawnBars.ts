import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import { BAR_NUMBERS } from '../barColumns.js';
import { prices } from '../datasets/prices.js';
import { dayOf, isoOf } from '../day.js';
import { placeOfBar } from '../imports/placeOfBar.js';
import type { PricesFile } from '../imports/prices.js';
import type { RefusedRow } from '../imports/refusal.js';
import { withoutBars, type JudgedBars } from '../imports/withoutBars.js';
import type { StockIds } from './stockIds.js';
import { storedWithdrawals, type StoredWithdrawal } from './storedWithdrawals.js';
import { withdrawnRow } from './withdrawnRow.js';

/** Bars of a file, and where they stand in it. */
type Bars = Pick<PricesFile, 'file' | 'bars' | 'lines' | 'valueStep'>;

/** Refuses bars that were withdrawn with the values that they have, as refuseWithdrawn does with other facts. */
export async function refuseWithdrawnBars(
  client: pg.ClientBase,
  read: Bars,
  ids: StockIds,
): Promise<JudgedBars> {
  const held = await storedWithdrawals(client, prices.name);
  const asked = [...held.values()].flatMap((stored) => givenBar(read, stored));
  if (asked.length === 0) return { ...read, refusals: [] };
  const values = await withdrawnBars(client, asked, ids);
  const refused = new Map<Ticker, Map<number, RefusedRow>>();
  for (const { ticker, day, place, stored } of asked) {
    const given = read.bars.get(ticker);
    const isSame = values.some(
      (value) =>
        value.ticker === ticker &&
        value.day === day &&
        value.batch > stored.liftedIn &&
        value.secondary === given?.secondary[place] &&
        BAR_NUMBERS.every(
          (name, k) =>
            Object.is(value.numbers[k], given[name][place]) ||
            (name === 'value' && Math.abs(value.numbers[k] - given.value[place]) <= (read.valueStep ?? 0)),
        ),
    );
    if (!isSame) continue;
    const why = withdrawnRow(prices.required[0], `${ticker} ${isoOf(day)}`, stored.withdrawal.reason);
    refused.set(ticker, (refused.get(ticker) ?? new Map<number, RefusedRow>()).set(place, why));
  }
  return withoutBars({ ...read, refusals: [] }, (ticker, place) => refused.get(ticker)?.get(place) ?? null);
}

interface GivenBar {
  readonly ticker: Ticker;
  readonly day: Day;
  /** Its place among the bars of its stock. */
  readonly place: number;
  readonly stored: StoredWithdrawal;
}

function givenBar({ bars }: Bars, stored: StoredWithdrawal): GivenBar[] {
  const { ticker, date: day } = stored.withdrawal;
  if (ticker === '') return [];
  const place = placeOfBar(bars.get(ticker), day);
  return place === -1 ? [] : [{ ticker, day, place, stored }];
}

async function withdrawnBars(client: pg.ClientBase, asked: readonly GivenBar[], ids: StockIds) {
  const { rows } = await client.query<{
    id: number;
    day: string;
    batch: number;
    secondary: boolean;
    numbers: (number | null)[];
  }>(
    `SELECT stock_id AS id, day::text, superseded_in AS batch, bars.source = 'SECONDARY' AS secondary,
       ARRAY[${BAR_NUMBERS.join(', ')}]::float8[] AS numbers
     FROM unnest($1::int4[], $2::date[]) AS asked (id, on_day)
     JOIN bars ON stock_id = asked.id AND day = on_day
     JOIN batches ON batches.id = superseded_in AND dataset = 'withdrawals'`,
    [asked.map(({ ticker }) => ids.idOf(ticker)), asked.map(({ day }) => isoOf(day))],
  );
  return rows.map(({ id, day, batch, secondary, numbers }) => ({
    ticker: ids.tickerOf(id),
    day: dayOf(day),
    batch,
    secondary: secondary ? 1 : 0,
    numbers: numbers.map((number) => number ?? NaN),
  }));
}
