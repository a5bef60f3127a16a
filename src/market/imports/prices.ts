import { basename } from 'node:path';
import type { Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { Source, TradedBars } from '../facts.js';
import type { ImportContext, Columns, Reader } from './columns.js';
import { priceReader } from './formats.js';
import { conflicts, readRows, type OnBytes } from './readFile.js';
import { RowRefused, type Refusal } from './refusal.js';

/** Prices are the one large file: its rows go into columns per stock, not into objects. */

/** The columns of a row of prices. */
export const PRICE_COLUMNS = {
  required: ['ticker', 'date', 'open', 'high', 'low', 'close', 'volume'],
  optional: ['value'],
} as const;

export interface PricesFile {
  readonly file: string;
  readonly rows: number;
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
  readonly refusals: readonly Refusal[];
}

export interface PriceRow {
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
const WIDTH = COLUMNS.length + 1;
const DAY = 0;
const LINE = WIDTH - 1;

/** One stock's rows as they come: WIDTH numbers each, the last one the line. A million rows are no objects. */
class GrowingRows {
  count = 0;
  #cells = new Float64Array(WIDTH * 256);

  push(row: PriceRow, line: number): void {
    if ((this.count + 1) * WIDTH > this.#cells.length) {
      const wider = new Float64Array(this.#cells.length * 2);
      wider.set(this.#cells);
      this.#cells = wider;
    }
    const at = this.count++ * WIDTH;
    for (let column = 0; column < COLUMNS.length; column++) this.#cells[at + column] = row[COLUMNS[column]];
    this.#cells[at + LINE] = line;
  }

  cell(row: number, column: number): number {
    return this.#cells[row * WIDTH + column];
  }

  column(name: (typeof COLUMNS)[number], rows: readonly number[]): Float64Array {
    const at = COLUMNS.indexOf(name);
    const column = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) column[k] = this.#cells[rows[k] * WIDTH + at];
    return column;
  }
}

/** Rows of prices as they come, in any order, made into ascending bars per stock. */
export class PriceRows {
  readonly #stocks = new Map<Ticker, GrowingRows>();
  readonly #refusals: Refusal[] = [];

  /** @param lines what its rows are counted in, for messages */
  constructor(
    private readonly file: string,
    private readonly source: Source,
    private readonly lines = 'lines',
  ) {}

  take(row: PriceRow, line: number): void {
    let stock = this.#stocks.get(row.ticker);
    if (stock === undefined) this.#stocks.set(row.ticker, (stock = new GrowingRows()));
    stock.push(row, line);
  }

  refuse(refusal: Refusal): void {
    this.#refusals.push(refusal);
  }

  /** The bars once all rows are there, and the rows that are not among them, in their order. */
  finish(): Pick<PricesFile, 'bars' | 'refusals'> {
    const bars = new Map<Ticker, TradedBars>();
    const isSecondary = this.source === 'SECONDARY' ? 1 : 0;
    for (const [ticker, stock] of this.#stocks) {
      const rows = this.#ascendingRows(ticker, stock);
      if (rows.length === 0) continue;
      bars.set(ticker, {
        day: Int32Array.from(stock.column('day', rows)),
        open: stock.column('open', rows),
        high: stock.column('high', rows),
        low: stock.column('low', rows),
        close: stock.column('close', rows),
        volume: stock.column('volume', rows),
        value: stock.column('value', rows),
        secondary: new Uint8Array(rows.length).fill(isSecondary),
      });
    }
    this.#refusals.sort((a, b) => a.line - b.line);
    return { bars, refusals: this.#refusals };
  }

  /** A stock's rows, ascending by day, one per day; rows of a day that differ are refused, all of them. */
  #ascendingRows(ticker: Ticker, stock: GrowingRows): readonly number[] {
    const dayOf = (row: number) => stock.cell(row, DAY);
    const rows = Array.from({ length: stock.count }, (_, row) => row);
    if (rows.every((row) => row === 0 || dayOf(row - 1) < dayOf(row))) return rows;

    rows.sort((a, b) => dayOf(a) - dayOf(b) || stock.cell(a, LINE) - stock.cell(b, LINE));
    const kept: number[] = [];
    for (let from = 0, to; from < rows.length; from = to) {
      to = from + 1;
      while (to < rows.length && dayOf(rows[to]) === dayOf(rows[from])) to++;
      const [first, ...others] = rows.slice(from, to);
      const saysTheSame = (row: number) =>
        COLUMNS.every((_, column) => Object.is(stock.cell(row, column), stock.cell(first, column)));
      if (others.every(saysTheSame)) {
        kept.push(first);
      } else {
        const lines = [first, ...others].map((row) => stock.cell(row, LINE));
        const key = `${ticker} ${isoOf(dayOf(first))}`;
        for (const refusal of conflicts(this.file, 'date', key, lines, this.lines)) this.refuse(refusal);
      }
    }
    return kept;
  }
}

/** Reads a file of prices, in any order of rows, into ascending bars per stock. */
export async function readPrices(
  path: string,
  context: ImportContext,
  onBytes?: OnBytes,
): Promise<PricesFile> {
  const file = basename(path);
  const prices = new PriceRows(file, context.defaultSource);
  const on = {
    row: (row: PriceRow, line: number) => prices.take(row, line),
    refused: (refusal: Refusal) => prices.refuse(refusal),
  };
  const rows = await readRows(
    path,
    PRICE_COLUMNS,
    context,
    priceRowReader,
    onBytes === undefined ? on : { ...on, bytes: onBytes },
  );
  return { file, rows, ...prices.finish() };
}

/** Reads and checks one row (import.md). */
export function priceRowReader(columns: Columns): Reader<PriceRow> {
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
