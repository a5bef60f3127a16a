import { BarsBuilder } from '../../market/barsBuilder.js';
import type { GroupedDataset } from '../../market/datasets/dataset.js';
import type { Cell, CellType } from '../../market/datasets/factTable.js';
import { GROUPED } from '../../market/datasets/grouped.js';
import { dayOf } from '../../market/day.js';
import { SOURCES, type TradedBars } from '../../market/facts.js';
import { tickerOf } from '../../market/ticker.js';
import type { Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { restored } from '../formats/neutralised.js';
import { STOCK_ID } from './factColumns.js';
import type { KnownIsin, SessionInputs } from './sessionInputs.js';

/** As the formats write numbers. */
const NUMBER = /^-?\d+(\.\d+)?(e[+-]\d+)?$/;

/** Collects inputs from the records of a folder's files. All methods throw UserError for a field that is not as written. */
export class InputsBuilder {
  readonly #facts = new Map<string, unknown[]>(GROUPED.map(({ name }) => [name, []]));
  readonly #bars = new Map<Ticker, BarsBuilder>();
  readonly #isins: KnownIsin[] = [];
  readonly #sessions: number[] = [];

  /** Returns what takes the records of a table. */
  taker(table: string): (fields: readonly string[]) => void {
    const dataset = GROUPED.find(({ name }) => name === table);
    if (dataset !== undefined) return this.#factTaker(dataset);
    if (table === 'bars') return (fields) => this.#takeBar(fields);
    if (table === 'isins') return ([ticker, isin]) => this.#isins.push({ ticker: readTicker(ticker), isin });
    if (table === 'sessions') return ([date]) => this.#takeSession(readDay(date));
    throw new Error(`Expected a table of inputs, got ${table}.`);
  }

  /** @param pricesAdjusted whether prices were given as adjusted */
  build(pricesAdjusted: boolean): SessionInputs {
    const bars = new Map<Ticker, TradedBars>([...this.#bars].map(([ticker, one]) => [ticker, one.build()]));
    const sessions = Int32Array.from(this.#sessions);
    return { facts: this.#facts, bars, isins: this.#isins, sessions, pricesAdjusted };
  }

  #factTaker({ name, table }: GroupedDataset): (fields: readonly string[]) => void {
    const facts = this.#facts.get(name) ?? [];
    const tickers: Ticker[] = [];
    const ids = new Map<Ticker, number>();
    const idOf = (ticker: Ticker): number => {
      let id = ids.get(ticker);
      if (id === undefined) ids.set(ticker, (id = tickers.push(ticker) - 1));
      return id;
    };
    const stocks = { tickerOf: (id: number) => tickers[id] };
    return (fields) => {
      const cells = table.columns.map(([column, type], k) =>
        // The last ones are not in the file, if no score depends on them.
        column === STOCK_ID ? idOf(readTicker(fields[k])) : readCell(fields[k] ?? '', type),
      );
      facts.push(table.fact(cells, stocks));
    };
  }

  #takeBar([ticker, date, open, high, low, close, volume, value, source]: readonly string[]): void {
    const stock = readTicker(ticker);
    let builder = this.#bars.get(stock);
    if (builder === undefined) this.#bars.set(stock, (builder = new BarsBuilder()));
    const [o, h, l, c, v] = [open, high, low, close, volume].map(readPrice);
    const secondary = SOURCES.findIndex((name) => name === source);
    if (secondary === -1) throw unexpected('PRIMARY or SECONDARY', source);
    builder.push(readDay(date), secondary, o, h, l, c, v, readNumber(value));
    if (!builder.isAscending) throw unexpected(`bars of ${stock} in the order of their days`, date);
  }

  #takeSession(day: number): void {
    if (day <= (this.#sessions.at(-1) ?? -Infinity)) throw unexpected('sessions in their order', String(day));
    this.#sessions.push(day);
  }
}

function readCell(text: string, type: CellType): Cell {
  switch (type) {
    case 'text':
      return restored(text);
    case 'bool':
      if (text !== 'true' && text !== 'false') throw unexpected('true or false', text);
      return text === 'true';
    case 'date':
      return text === '' ? NaN : readDay(text);
    case 'int4':
    case 'numeric':
      return readNumber(text);
    default:
      return type satisfies never;
  }
}

/** NaN where it is empty. */
function readNumber(text: string): number {
  if (text === '') return NaN;
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) throw unexpected('a number', text);
  return value;
}

function readPrice(text: string): number {
  const value = readNumber(text);
  if (!(value >= 0)) throw unexpected('a number of 0 or more', text);
  return value;
}

function readDay(text: string): number {
  const day = dayOf(text);
  if (Number.isNaN(day)) throw unexpected('a date such as 2024-10-08', text);
  return day;
}

function readTicker(text: string): Ticker {
  const ticker = tickerOf(text);
  if (ticker === null || ticker !== text) throw unexpected('a ticker such as TCS.NS', text);
  return ticker;
}

const unexpected = (expected: string, got: string): UserError =>
  new UserError(`expected ${expected}, got "${shown(got)}"`);
