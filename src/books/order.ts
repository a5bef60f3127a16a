import { filled } from '../scoring/columns.js';
import type { Points } from '../scoring/names.js';
import { round2 } from '../scoring/rounding.js';
import type { BookRow, DayBook } from './dayBook.js';
import { PILLAR_FIELDS } from './pillarFields.js';

/** The directions of an order. */
export const DIRECTIONS = ['ASC', 'DESC'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What stocks can be ordered by. */
export const STOCK_ORDER_FIELDS = [
  'SCORE',
  'CHANGE',
  'TICKER',
  'NAME',
  'PENALTY',
  'CONFIDENCE',
  'FUNDAMENTALS',
  'TECHNICALS',
  'RELATIVE_STRENGTH',
  'OWNERSHIP',
  'QUALITY',
  'SECTOR_MOMENTUM',
] as const;
export type StockOrderField = (typeof STOCK_ORDER_FIELDS)[number];

/** An order of stocks. Stocks that are equal in it follow in the order of their tickers. */
export interface StockOrder {
  readonly field: StockOrderField;
  readonly direction: Direction;
}

/** The order of lists without one: the best score first. */
export const DEFAULT_ORDER: StockOrder = { field: 'SCORE', direction: 'DESC' };

/** The rows of a book in one order. */
export interface OrderedBook {
  /** Indices into `book.rows`. */
  readonly indices: Int32Array;
  /** For each index into `book.rows`, its place in `indices`. */
  readonly rank: Int32Array;
}

const orders = new WeakMap<DayBook, Map<string, OrderedBook>>();

/**
 * Sorts the rows of a book, once per book and order. In both directions, equal rows are in ascending order of tickers,
 * and nulls are last. Texts compare by code unit.
 */
export function orderedBook(book: DayBook, order: StockOrder): OrderedBook {
  let known = orders.get(book);
  if (known === undefined) orders.set(book, (known = new Map()));
  const key = `${order.field} ${order.direction}`;
  let ordered = known.get(key);
  if (ordered === undefined) known.set(key, (ordered = sorted(book, order)));
  return ordered;
}

/**
 * Sorts some rows of a book.
 *
 * @param indices into `book.rows`, as `screen` returns them
 */
export function inOrder(book: DayBook, indices: Int32Array, order: StockOrder): Int32Array {
  const ordered = orderedBook(book, order).indices;
  if (indices.length === ordered.length) return ordered;
  const isIn = new Uint8Array(ordered.length);
  for (const index of indices) isIn[index] = 1;
  return ordered.filter((index) => isIn[index] === 1);
}

/** Subtracts the value of the session before; null where there is none. It rounds, so that equal changes are equal. */
export function changeOf(row: BookRow): Points | null {
  return row.previousSessionValue === null ? null : round2(row.value - row.previousSessionValue);
}

function sorted({ rows }: DayBook, { field, direction }: StockOrder): OrderedBook {
  const keys = rows.map((row) => keyOf(row, field));
  const sign = direction === 'ASC' ? 1 : -1;
  const indices = filled(new Int32Array(rows.length), (index) => index).sort((a, b) => {
    const [left, right] = [keys[a], keys[b]];
    // Rows are in ascending order of tickers.
    if (left === right) return a - b;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -sign : sign;
  });
  const rank = new Int32Array(rows.length);
  for (const [place, index] of indices.entries()) rank[index] = place;
  return { indices, rank };
}

function keyOf(row: BookRow, field: StockOrderField): number | string | null {
  switch (field) {
    case 'SCORE':
      return row.value;
    case 'CHANGE':
      return changeOf(row);
    case 'TICKER':
      return row.ticker;
    case 'NAME':
      return row.name;
    case 'PENALTY':
      return row.penalty;
    case 'CONFIDENCE':
      return row.confidence;
    default:
      return row[PILLAR_FIELDS[field]];
  }
}
