import { filled } from '../scoring/columns.js';
import type { Ticker } from '../scoring/names.js';
import { STOCK_FIELDS, type StockField } from './stockFields.js';

/** The directions of an order. */
export const DIRECTIONS = ['ASC', 'DESC'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What stocks can be ordered by: all numbers, and two texts. */
export type StockOrderField = StockField | 'TICKER' | 'NAME';
export const STOCK_ORDER_FIELDS: readonly StockOrderField[] = [...STOCK_FIELDS, 'TICKER', 'NAME'];

/** An order of stocks. Stocks that are equal in it follow in the order of their tickers. */
export interface StockOrder {
  readonly field: StockOrderField;
  readonly direction: Direction;
}

/** The order of lists without one: the best score first. */
export const DEFAULT_ORDER: StockOrder = { field: 'SCORE', direction: 'DESC' };

/** The rows of a list in one order. */
export interface OrderedRows {
  /** Indices into `list.rows`. */
  readonly indices: Int32Array;
  /** For each index into `list.rows`, its place in `indices`. */
  readonly rank: Int32Array;
}

/** An order by the ticker, the name or one of some numbers. */
interface OrderBy<Field extends string> {
  readonly field: Field | 'TICKER' | 'NAME';
  readonly direction: Direction;
}

/** What can be sorted. */
interface Sortable<Field extends string> {
  /** In ascending order of tickers, by code unit. */
  readonly rows: readonly { readonly ticker: Ticker; readonly name: string }[];
  /** NaN is null. */
  column(field: Field): Float64Array;
}

/**
 * Sorts some rows of a list.
 *
 * @param indices into `list.rows`, as `screen` returns them
 */
export function inOrder<Order>(
  list: { ordered(order: Order): OrderedRows },
  indices: Int32Array,
  order: Order,
): Int32Array {
  const ordered = list.ordered(order).indices;
  if (indices.length === ordered.length) return ordered;
  const isIn = new Uint8Array(ordered.length);
  for (const index of indices) isIn[index] = 1;
  return ordered.filter((index) => isIn[index] === 1);
}

/** Sorts the rows of a list. `list.ordered` keeps what this returns. Texts compare by code unit. */
export function orderOf<Field extends string>(
  list: Sortable<Field>,
  { field, direction }: OrderBy<Field>,
): OrderedRows {
  const compare =
    field === 'TICKER' || field === 'NAME'
      ? byText(list, field as 'TICKER' | 'NAME')
      : byNumber(list.column(field as Field));
  const sign = direction === 'ASC' ? 1 : -1;
  const indices = filled(new Int32Array(list.rows.length), (index) => index);
  // Rows are in ascending order of tickers.
  indices.sort((a, b) => compare(a, b, sign) || a - b);
  const rank = new Int32Array(indices.length);
  for (const [place, index] of indices.entries()) rank[index] = place;
  return { indices, rank };
}

/** Compares two rows by their indices; `sign` is 1 in ascending and -1 in descending order. */
type Compare = (a: number, b: number, sign: number) => number;

function byText({ rows }: Pick<Sortable<never>, 'rows'>, field: 'TICKER' | 'NAME'): Compare {
  const texts = rows.map(({ ticker, name }) => (field === 'TICKER' ? ticker : name));
  return (a, b, sign) => (texts[a] === texts[b] ? 0 : texts[a] < texts[b] ? -sign : sign);
}

function byNumber(column: Float64Array): Compare {
  return (a, b, sign) => {
    const [left, right] = [column[a], column[b]];
    if (left === right) return 0;
    // Nulls are last in both directions.
    if (left !== left) return right !== right ? 0 : 1;
    if (right !== right) return -1;
    return left < right ? -sign : sign;
  };
}
