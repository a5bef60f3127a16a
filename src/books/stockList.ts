import { LRUCache } from 'lru-cache';
import { filled } from '../scoring/columns.js';
import type { Method } from '../scoring/method.js';
import type { Ticker } from '../scoring/names.js';
import { medianOf } from '../scoring/statistics.js';
import type { BookRow, DayBook } from './dayBook.js';
import type { MarketDay } from './marketDay.js';
import { orderOf, type OrderedRows, type StockOrder } from './order.js';
import type { RiskBook, RiskBookRow } from './risk/riskBook.js';
import type { CompanyRow, Snapshot } from './snapshot.js';
import { FIELD_SOURCES, type StockField } from './stockFields.js';

/** Orders that are kept of one list. */
const ORDERS_KEPT = 16;
/** Lists that are kept of one book: of the newest snapshot with and without market and risks, of all stocks and of scored ones. */
const LISTS_KEPT = 8;

/** A stock of a list: with its score, or, where the day has none of it, as its company is recorded. */
export type ListedRow = BookRow | CompanyRow;

/** Whether a stock of a list has a score. */
export const isScored = (row: ListedRow): row is BookRow => 'run_id' in row;

/** What a list is made from. */
export interface ListSources {
  /** It has the companies, and the other names that a search finds them by. */
  readonly snapshot: Pick<Snapshot, 'companiesUpTo' | 'otherNamesOf'>;
  /** The method of the book's run. */
  readonly method: Method;
  /** The batch as of which the market is read. Companies that were recorded later are not listed. */
  readonly batch: number;
  /** What was known of the market on the day; null: it is not needed. */
  readonly market: MarketDay | null;
  /** The run that the risks of the day are read from; null: the day is not assessed. */
  readonly riskRun: number | null;
  /** The risks of that run; null: they are not needed, or there are none. */
  readonly risks: RiskBook | null;
  /** Whether companies without a score are listed, too. */
  readonly includesAll: boolean;
}

/** The stocks of a book with every number of its day, as columns that are computed when they are first needed. */
export class StockList {
  /** In ascending order of tickers, by code unit. */
  readonly rows: readonly ListedRow[];
  readonly #columns = new Map<StockField, Float64Array>();
  readonly #medians = new Map<StockField, Float64Array>();
  readonly #orders = new LRUCache<string, OrderedRows>({ max: ORDERS_KEPT });
  #indices: ReadonlyMap<Ticker, number> | undefined;
  #names: readonly (readonly string[])[] | undefined;

  constructor(
    readonly book: DayBook,
    readonly sources: ListSources,
  ) {
    this.rows = sources.includesAll ? withUnscored(book, sources) : book.rows;
  }

  /** The index of a stock in `rows`; -1 where it is not listed. */
  indexOf(ticker: Ticker): number {
    if (!this.sources.includesAll) return this.book.indexOf(ticker);
    this.#indices ??= new Map(this.rows.map((row, index) => [row.ticker, index]));
    return this.#indices.get(ticker) ?? -1;
  }

  /**
   * Returns the numbers of a field, one for each row; NaN is null.
   *
   * @throws RangeError for a field of the market, or of risks, in a list without them
   */
  column(field: StockField): Float64Array {
    let column = this.#columns.get(field);
    if (column === undefined) this.#columns.set(field, (column = this.#read(field)));
    return column;
  }

  /** Returns the median of a field over the scored stocks of each sector group of which it is known. */
  medians(field: StockField): ReadonlyMap<string, number> {
    const column = this.column(field);
    const known = new Map<string, number[]>();
    for (const [index, row] of this.rows.entries()) {
      const value = column[index];
      if (!isScored(row) || value !== value) continue;
      const group = known.get(row.sector);
      if (group === undefined) known.set(row.sector, [value]);
      else group.push(value);
    }
    return new Map(
      [...known].map(([sector, values]) => [sector, medianOf(Float64Array.from(values).sort())]),
    );
  }

  /** Returns the median of a field in the sector group of each row; NaN where the row has no group, or nothing is known. */
  mediansByRow(field: StockField): Float64Array {
    let byRow = this.#medians.get(field);
    if (byRow === undefined) {
      const medians = this.medians(field);
      byRow = filled(new Float64Array(this.rows.length), (index) => {
        const row = this.rows[index];
        return isScored(row) ? (medians.get(row.sector) ?? NaN) : NaN;
      });
      this.#medians.set(field, byRow);
    }
    return byRow;
  }

  /** Returns the rows in one order. Equal rows are in ascending order of tickers in both directions, and nulls are last. */
  ordered(order: StockOrder): OrderedRows {
    const key = `${order.field} ${order.direction}`;
    let ordered = this.#orders.get(key);
    if (ordered === undefined) this.#orders.set(key, (ordered = orderOf<StockField>(this, order)));
    return ordered;
  }

  /** The texts that a search looks into, one list for each row: in small letters, the ticker, the name and other names. */
  get names(): readonly (readonly string[])[] {
    return (this.#names ??= this.rows.map(({ ticker, name }) =>
      [ticker, name, ...this.sources.snapshot.otherNamesOf(ticker)].map((text) => text.toLowerCase()),
    ));
  }

  #read(field: StockField): Float64Array {
    const source = FIELD_SOURCES[field];
    const { book, rows } = this;
    const { market, method } = this.sources;
    const column = new Float64Array(rows.length);
    if (source.of === 'SCORE') {
      const { standings } = book;
      return filled(column, (index) => {
        const row = rows[index];
        if (!isScored(row)) return NaN;
        return source.read({ row, standing: standings.of(row.value), method }) ?? NaN;
      });
    }
    if (source.of === 'RISK') return this.#readRisks(column, source.read);
    if (market === null)
      throw new RangeError(`Expected a list with the market for ${field}, got one without.`);
    return filled(column, (index) => {
      const known = market.of(rows[index].ticker);
      return known === undefined ? NaN : source.read(known);
    });
  }

  #readRisks(column: Float64Array, read: (row: RiskBookRow) => number): Float64Array {
    const { riskRun, risks } = this.sources;
    if (riskRun !== null && risks === null)
      throw new RangeError(`Expected a list with the risks of run ${riskRun}, got one without.`);
    return filled(column, (index) => {
      const row = risks?.onDay(this.rows[index].ticker);
      return row ? read(row) : NaN;
    });
  }
}

const lists = new WeakMap<DayBook, StockList[]>();

/** Returns the list of a book. Lists are kept with their columns and orders for as long as the book is. */
export function listOf(book: DayBook, sources: ListSources): StockList {
  const { snapshot, batch, market, riskRun, risks, includesAll } = sources;
  const kept = lists.get(book) ?? [];
  const found = kept.find(
    ({ sources: one }) =>
      one.snapshot === snapshot &&
      one.batch === batch &&
      one.market === market &&
      one.riskRun === riskRun &&
      one.risks === risks &&
      one.includesAll === includesAll,
  );
  if (found !== undefined) return found;
  const list = new StockList(book, sources);
  lists.set(book, [list, ...kept].slice(0, LISTS_KEPT));
  return list;
}

/** Adds the companies that the run of a book has not scored, under no ticker that they have had. */
function withUnscored(
  book: DayBook,
  { snapshot, batch }: Pick<ListSources, 'snapshot' | 'batch'>,
): readonly ListedRow[] {
  const isScoredAs = (name: string) => book.indexOf(name as Ticker) !== -1;
  const unscored = snapshot
    .companiesUpTo(batch)
    .filter(({ ticker }) => !isScoredAs(ticker) && !snapshot.otherNamesOf(ticker).some(isScoredAs));
  return [...book.rows, ...unscored].sort((a, b) => (a.ticker < b.ticker ? -1 : 1));
}
