import { basename } from 'node:path';
import type { Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { TradedBars } from '../facts.js';
import type { ImportContext, Columns, Reader } from './columns.js';
import { priceReader } from './formats.js';
import { conflicts, readRows, type OnBytes } from './readFile.js';
import { RowRefused, type Refusal } from './refusal.js';

/** Prices are the one large file: its rows go into columns per stock, not into objects. */

const HEADER = {
  required: ['ticker', 'date', 'open', 'high', 'low', 'close', 'volume'],
  optional: ['value'],
} as const;

export interface PricesFile {
  readonly file: string;
  readonly rows: number;
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
  readonly refusals: readonly Refusal[];
}

interface PriceRow {
  readonly ticker: Ticker;
  readonly day: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly value: number;
}

const COLUMNS = ['day', 'open', 'high', 'low', 'close', 'volume', 'value'] as const;
type Column = (typeof COLUMNS)[number];
type Growing = Readonly<Record<Column | 'line', number[]>>;

/** Reads a file of prices, in any order of rows, into ascending bars per stock. */
export async function readPrices(
  path: string,
  context: ImportContext,
  onBytes?: OnBytes,
): Promise<PricesFile> {
  const file = basename(path);
  const refusals: Refusal[] = [];
  const growing = new Map<Ticker, Growing>();
  const onRow = (row: PriceRow, line: number) => {
    let stock = growing.get(row.ticker);
    if (stock === undefined) {
      stock = { day: [], open: [], high: [], low: [], close: [], volume: [], value: [], line: [] };
      growing.set(row.ticker, stock);
    }
    stock.line.push(line);
    for (const column of COLUMNS) stock[column].push(row[column]);
  };
  const on = { row: onRow, refused: (refusal: Refusal) => refusals.push(refusal) };
  const rows = await readRows(
    path,
    HEADER,
    context,
    priceRowReader,
    onBytes === undefined ? on : { ...on, bytes: onBytes },
  );
  const bars = new Map<Ticker, TradedBars>();
  for (const [ticker, stock] of growing) {
    const ascending = withoutConflicts(file, ticker, stock, refusals);
    const column = (name: Column) => Float64Array.from(ascending, (at) => stock[name][at]);
    if (ascending.length === 0) continue;
    bars.set(ticker, {
      day: Int32Array.from(ascending, (at) => stock.day[at]),
      open: column('open'),
      high: column('high'),
      low: column('low'),
      close: column('close'),
      volume: column('volume'),
      value: column('value'),
    });
  }
  refusals.sort((a, b) => a.line - b.line);
  return { file, rows, bars, refusals };
}

function priceRowReader(columns: Columns): Reader<PriceRow> {
  const ticker = columns.ticker();
  const day = columns.session('date');
  const prices = priceReader(columns);
  const readVolume = columns.decimal('volume');
  const readValue = columns.optionalDecimal('value');
  const notNegative = (name: string, value: number) => {
    if (value < 0) throw new RowRefused(name, String(value), 'NEGATIVE', 'expected 0 or more');
    return value;
  };
  return (row) => ({
    ticker: ticker(row),
    day: day(row),
    ...prices(row),
    volume: notNegative('volume', readVolume(row)),
    value: notNegative('value', readValue(row)),
  });
}

/** Indices of a stock's rows, ascending by day, one per day; rows of a day that differ are refused, all of them. */
function withoutConflicts(file: string, ticker: Ticker, stock: Growing, refusals: Refusal[]): number[] {
  const { day, line } = stock;
  const order = [...day.keys()].sort((a, b) => day[a] - day[b] || line[a] - line[b]);
  const kept: number[] = [];
  for (let from = 0, to; from < order.length; from = to) {
    to = from + 1;
    while (to < order.length && day[order[to]] === day[order[from]]) to++;
    const sameDay = order.slice(from, to);
    const equal = (at: number) =>
      COLUMNS.every((name) => Object.is(stock[name][at], stock[name][sameDay[0]]));
    if (sameDay.every(equal)) {
      kept.push(sameDay[0]);
    } else {
      const key = `${ticker} ${isoOf(day[sameDay[0]])}`;
      refusals.push(
        ...conflicts(
          file,
          'date',
          key,
          sameDay.map((at) => line[at]),
        ),
      );
    }
  }
  return kept;
}
