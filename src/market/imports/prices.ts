import { basename } from 'node:path';
import type { Day, Ticker } from '../../scoring/names.js';
import { isSameBar, pickBars } from '../barColumns.js';
import { BarsBuilder } from '../barsBuilder.js';
import { prices } from '../datasets/prices.js';
import { isoOf } from '../day.js';
import { SERIES, type PriceRow, type TradedBars } from '../facts.js';
import type { ImportContext } from './columns.js';
import { conflicts } from './conflicts.js';
import { readRows, type GivenAs, type OnBytes } from './readFile.js';
import type { Refusal } from './refusal.js';
import { Refusals } from './refusals.js';

/** What one file of prices gave. */
export interface PricesFile {
  readonly file: string;
  /** Rows without the header, refused ones included. */
  readonly rows: number;
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
  /** The line of each bar. */
  readonly lines: ReadonlyMap<Ticker, readonly number[]>;
  readonly refusals: readonly Refusal[];
  /** How far the traded values are rounded, in ₹; 0 where they are exact. */
  readonly valueStep?: number;
  /** What a file of all stocks of an exchange says of those that have no bar; left out for other files. */
  readonly marketDays?: MarketDays;
  /** How the file was given; left out for a CSV file of the import format. */
  readonly given?: GivenAs;
}

/** What files of all stocks of an exchange say of days, whether a stock has a bar or not. */
export interface MarketDays {
  readonly exchange: 'NSE' | 'BSE';
  /** For each day, how many rows of shares the file has, of any company. */
  readonly shares: ReadonlyMap<Day, number>;
  /** Stocks that a day names in other series alone, such as one for blocks. */
  readonly otherSeries: readonly {
    readonly ticker: Ticker;
    readonly day: Day;
    readonly series: string;
  }[];
}

/** One stock's rows, and the line of each. */
interface StockRows {
  readonly bars: BarsBuilder;
  readonly lines: number[];
}

/** Collects rows of prices, in any order, into ascending bars per stock. */
export class PriceRows {
  readonly #stocks = new Map<Ticker, StockRows>();
  readonly #refusals: Refusals;
  readonly #secondary: number;

  /** @param unit the word for what rows are counted in, for messages */
  constructor(
    private readonly file: string,
    { defaultSource, limits }: ImportContext,
    private readonly unit = 'lines',
  ) {
    this.#refusals = new Refusals(file, limits);
    this.#secondary = defaultSource === 'SECONDARY' ? 1 : 0;
  }

  /** Takes a row that was read. */
  readonly row = (row: PriceRow, line: number): void => {
    const { ticker, day, open, high, low, close, volume, value } = row;
    let stock = this.#stocks.get(ticker);
    if (stock === undefined) this.#stocks.set(ticker, (stock = { bars: new BarsBuilder(), lines: [] }));
    const series = row.series === '' ? 0 : SERIES.indexOf(row.series) + 1;
    stock.bars.push(day, this.#secondary, open, high, low, close, volume, value, series);
    stock.lines.push(line);
  };

  /** Takes a row that was refused. */
  readonly refused = (refusal: Refusal): void => this.#refusals.add(refusal);

  /** Returns the bars, and all rows that are not among them, in the order of their lines. Call it once. */
  finish(): Pick<PricesFile, 'bars' | 'lines' | 'refusals'> {
    const bars = new Map<Ticker, TradedBars>();
    const lines = new Map<Ticker, readonly number[]>();
    for (const [ticker, stock] of this.#stocks) {
      const given = stock.bars.inGivenOrder();
      const kept = stock.bars.isAscending ? null : this.#onePerDay(ticker, given, stock.lines);
      const one = kept === null ? given : pickBars(given, kept);
      if (one.day.length > 0) {
        bars.set(ticker, one);
        lines.set(ticker, kept === null ? stock.lines : kept.map((row) => stock.lines[row]));
      }
      this.#stocks.delete(ticker);
    }
    return { bars, lines, refusals: this.#refusals.sorted() };
  }

  /** Returns the places of bars ascending by day, one per day. Bars of one day that differ are refused, all of them. */
  #onePerDay(ticker: Ticker, bars: TradedBars, lines: readonly number[]): readonly number[] {
    const byDay = Array.from(bars.day.keys()).sort(
      (a, b) => bars.day[a] - bars.day[b] || lines[a] - lines[b],
    );
    const kept: number[] = [];
    for (let from = 0, to; from < byDay.length; from = to) {
      to = from + 1;
      while (to < byDay.length && bars.day[byDay[to]] === bars.day[byDay[from]]) to++;
      const [first, ...others] = byDay.slice(from, to);
      if (others.every((other) => isSameBar(bars, first, bars, other))) {
        kept.push(first);
      } else {
        this.#refuseConflict(
          ticker,
          bars.day[first],
          [first, ...others].map((row) => lines[row]),
        );
      }
    }
    return kept;
  }

  #refuseConflict(ticker: Ticker, day: Day, lines: readonly number[]): void {
    const key = `${ticker} ${isoOf(day)}`;
    conflicts(this.file, 'date', key, lines, this.unit).forEach(this.#refusals.add);
  }
}

/** Reads a file of prices, whose rows may stand in any order, into ascending bars per stock. */
export async function readPrices(
  path: string,
  context: ImportContext,
  onBytes?: OnBytes,
): Promise<PricesFile> {
  const file = basename(path);
  const taken = new PriceRows(file, context);
  const rows = await readRows(path, prices, context, taken, onBytes);
  return { file, rows, ...taken.finish() };
}
