import { LRUCache } from 'lru-cache';
import { dayOf } from '../../market/day.js';
import type { Sectors } from '../../market/sectors.js';
import { levelOf } from '../../risk/levelOf.js';
import type { RiskLevel, RiskPartKind } from '../../risk/names.js';
import { partPoints } from '../../risk/partPoints.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import { filled } from '../../scoring/columns.js';
import type { Ticker } from '../../scoring/names.js';
import { orderOf, type OrderedRows } from '../order.js';
import { sectorOn } from '../sectorOn.js';
import type { Snapshot } from '../snapshot.js';
import type { RiskBook, RiskBookRow } from './riskBook.js';
import { riskChange } from './riskChange.js';
import type { RiskNumber, RiskOrder } from './riskOrder.js';

/** Orders that are kept of one list. */
const ORDERS_KEPT = 8;

/** What a list of risks is made from. */
export interface RiskListSources {
  /** It has the sector groups of companies, and the other names that a search finds them by. */
  readonly snapshot: Pick<Snapshot, 'classificationsOf' | 'company' | 'otherNamesOf'>;
  /** The method of the book's run. */
  readonly method: RiskMethod;
  readonly sectors: Sectors;
}

/** The risks of a book with their numbers, as columns that are computed when they are first needed. */
export class RiskList {
  readonly #columns = new Map<RiskNumber, Float64Array>();
  readonly #orders = new LRUCache<string, OrderedRows>({ max: ORDERS_KEPT });
  #levels: readonly RiskLevel[] | undefined;
  #sectors: readonly string[] | undefined;
  #names: readonly (readonly string[])[] | undefined;

  constructor(
    readonly book: RiskBook,
    readonly sources: RiskListSources,
  ) {}

  /** In ascending order of tickers, by code unit. */
  get rows(): readonly RiskBookRow[] {
    return this.book.rows;
  }

  /** The index of a stock in `rows`; -1 where it is not listed. */
  indexOf(ticker: Ticker): number {
    return this.book.indexOf(ticker);
  }

  /** Returns a number of each row; NaN is null. */
  column(field: RiskNumber): Float64Array {
    let column = this.#columns.get(field);
    if (column === undefined) this.#columns.set(field, (column = this.#read(field)));
    return column;
  }

  /** The level of each row. */
  get levels(): readonly RiskLevel[] {
    const { method } = this.sources;
    return (this.#levels ??= this.rows.map(({ judged }) => levelOf(judged, method)));
  }

  /** The key of the sector group of each row on the day; "none" for a stock without one. */
  get sectors(): readonly string[] {
    const { snapshot, sectors } = this.sources;
    const day = dayOf(this.book.day);
    return (this.#sectors ??= this.rows.map(({ ticker }) => sectorOn(ticker, day, snapshot, sectors)));
  }

  /** The texts that a search looks into, one list for each row: in small letters, the ticker, the name and other names. */
  get names(): readonly (readonly string[])[] {
    return (this.#names ??= this.rows.map(({ ticker, name }) =>
      [ticker, name, ...this.sources.snapshot.otherNamesOf(ticker)].map((text) => text.toLowerCase()),
    ));
  }

  /** Returns the rows in one order. Equal rows are in ascending order of tickers in both directions, and nulls are last. */
  ordered(order: RiskOrder): OrderedRows {
    const key = `${order.field} ${order.direction}`;
    let ordered = this.#orders.get(key);
    if (ordered === undefined) this.#orders.set(key, (ordered = orderOf<RiskNumber>(this, order)));
    return ordered;
  }

  #read(field: RiskNumber): Float64Array {
    return filled(new Float64Array(this.rows.length), (index) => this.#numberOf(this.rows[index], field));
  }

  #numberOf(row: RiskBookRow, field: RiskNumber): number {
    switch (field) {
      case 'VALUE':
        return row.value;
      case 'UPPER':
        return row.upper;
      case 'CHANGE':
        return riskChange(row.value, row.previousValue);
      default:
        return partPoints(field, { raw: row[RAW_OF[field]], ...NO_ENDS }, this.sources.method).value ?? NaN;
    }
  }
}

/** The column of the raw number of each part. */
const RAW_OF = {
  VOLATILITY: 'volatility',
  DRAWDOWN: 'drawdown',
  LIQUIDITY: 'liquidity',
  SIZE: 'size',
  MARKET: 'market',
  TREND: 'trend',
} as const satisfies Record<RiskPartKind, keyof RiskBookRow>;
/** The value of a part does not depend on the ends of its interval. */
const NO_ENDS = { rawLower: null, rawUpper: null };

const lists = new WeakMap<RiskBook, RiskList>();

/** Returns the list of a book, which is kept for as long as the book is, or until another snapshot asks. */
export function riskListOf(book: RiskBook, sources: RiskListSources): RiskList {
  const kept = lists.get(book);
  if (kept?.sources.snapshot === sources.snapshot && kept.sources.sectors === sources.sectors) return kept;
  const list = new RiskList(book, sources);
  lists.set(book, list);
  return list;
}
