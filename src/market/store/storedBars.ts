import type pg from 'pg';
import { copyInto } from '../../database/copy.js';
import type { Day, Ticker } from '../../scoring/names.js';
import { BAR_NUMBERS, isSameBar } from '../barColumns.js';
import { isoOf } from '../day.js';
import { SERIES, type TradedBars } from '../facts.js';
import { readBars } from './readBars.js';
import { asRecorded } from './recordFacts.js';
import type { StaleFrom } from './staleFeatures.js';
import type { StockIds } from './stockIds.js';

export interface BarsQuery {
  /** The batch as of which bars are read. Without it, the current bars are. */
  readonly batch?: number;
  /** Ids of the stocks whose bars are read. Without it, those of all stocks are. */
  readonly stocks?: readonly number[];
  readonly from?: Day;
  readonly to?: Day;
}

/** Reads the bars of each stock, ascending by day. */
export async function storedBars(
  client: pg.ClientBase,
  ids: StockIds,
  { batch, stocks, from, to }: BarsQuery = {},
): Promise<Map<Ticker, TradedBars>> {
  // COPY takes no parameters. What stands in the text are numbers and dates that were made here.
  const conditions = [
    asRecorded(batch),
    ...(stocks === undefined ? [] : [`stock_id = ANY ('{${stocks.map(Math.trunc).join(',')}}'::int4[])`]),
    ...(from === undefined ? [] : [`day >= '${isoOf(from)}'`]),
    ...(to === undefined ? [] : [`day <= '${isoOf(to)}'`]),
  ];
  return readBars(client, ids, `FROM bars WHERE ${conditions.join(' AND ')}`);
}

export interface RecordedBars {
  readonly inserted: number;
  readonly updated: number;
  /** For each stock that got new or other bars, their places among the given ones, ascending. */
  readonly written: ReadonlyMap<Ticker, readonly number[]>;
  /** For each of these stocks, the first day of these. */
  readonly touched: readonly StaleFrom[];
  /** The first and the last day of the new bars; null where there are none. */
  readonly insertedOn: { readonly from: Day; readonly to: Day } | null;
}

/**
 * Records bars as of a batch, as recordFacts records other facts.
 *
 * @param client is in the transaction of the batch
 * @param stored the current bars of the same stocks, of the days of the given bars at least
 * @param valueStep how far given values are rounded, in ₹: a stored value that is nearer stays, because it is more exact
 */
export async function recordBars(
  client: pg.ClientBase,
  bars: ReadonlyMap<Ticker, TradedBars>,
  stored: ReadonlyMap<Ticker, TradedBars>,
  ids: StockIds,
  batch: number,
  valueStep = 0,
): Promise<RecordedBars> {
  const touched: StaleFrom[] = [];
  const superseded: { id: number; day: Day }[] = [];
  const places = new Map<Ticker, readonly number[]>();
  let [inserted, updated] = [0, 0];
  let [first, last] = [Infinity, -Infinity];
  for (const [ticker, given] of bars) {
    const { added, changed } = compared(given, stored.get(ticker), valueStep);
    inserted += added.length;
    updated += changed.length;
    if (added.length > 0) {
      first = Math.min(first, given.day[added[0]]);
      last = Math.max(last, given.day[added[added.length - 1]]);
    }
    const written = [...added, ...changed].sort((a, b) => a - b);
    if (written.length === 0) continue;
    places.set(ticker, written);
    touched.push({ ticker, from: given.day[written[0]] });
    for (const at of changed) superseded.push({ id: ids.idOf(ticker), day: given.day[at] });
  }
  await supersedeBars(client, superseded, batch);
  await copyInto(
    client,
    'bars',
    ['stock_id', 'day', 'recorded_in', 'source', 'series', ...BAR_NUMBERS],
    rowsOf(bars, places),
    (writer, { ticker, at, stock }) => {
      writer.int4(ids.idOf(ticker));
      writer.date(stock.day[at]);
      writer.int4(batch);
      writer.text(stock.secondary[at] === 1 ? 'SECONDARY' : 'PRIMARY');
      writer.text(stock.series[at] === 0 ? null : SERIES[stock.series[at] - 1]);
      for (const name of BAR_NUMBERS) writer.numeric(stock[name][at]);
    },
  );
  return {
    inserted,
    updated,
    written: places,
    touched,
    insertedOn: inserted === 0 ? null : { from: first, to: last },
  };
}

/** Returns the places of the bars that are new, and of bars that differ from the stored bar of their day. */
function compared(given: TradedBars, stored: TradedBars | undefined, valueStep: number) {
  const added: number[] = [];
  const changed: number[] = [];
  let other = 0;
  for (let at = 0; at < given.day.length; at++) {
    const day = given.day[at];
    while (stored !== undefined && other < stored.day.length && stored.day[other] < day) other++;
    if (stored === undefined || stored.day[other] !== day) added.push(at);
    else if (!isSameBar(given, at, stored, other, valueStep)) changed.push(at);
  }
  return { added, changed };
}

async function supersedeBars(
  client: pg.ClientBase,
  bars: readonly { readonly id: number; readonly day: Day }[],
  batch: number,
): Promise<void> {
  if (bars.length === 0) return;
  await client.query(
    `UPDATE bars SET superseded_in = $1 FROM unnest($2::int4[], $3::date[]) AS given (id, on_day)
     WHERE stock_id = id AND day = on_day AND superseded_in IS NULL`,
    [batch, bars.map(({ id }) => id), bars.map(({ day }) => isoOf(day))],
  );
}

function* rowsOf(bars: ReadonlyMap<Ticker, TradedBars>, places: ReadonlyMap<Ticker, readonly number[]>) {
  for (const [ticker, stock] of bars) {
    for (const at of places.get(ticker) ?? []) yield { ticker, at, stock };
  }
}
