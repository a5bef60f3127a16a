import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { decodeCursor, encodeCursor, notACursor } from './cursor.js';
import type { BookRow, DayBook } from './dayBook.js';
import { filterKey } from './filterKey.js';
import { DEFAULT_ORDER, inOrder, orderedBook, type StockOrder } from './order.js';
import { pageOf, type Page, type PageSize } from './page.js';
import { screen, type StockFilter } from './screen.js';

/** The page of stocks that a client asks for. */
export interface StockPageRequest extends Partial<PageSize> {
  /** The day that the client asked for, for the cursors; by default the newest. */
  readonly on?: IsoDate | null | undefined;
  readonly filter?: StockFilter | null | undefined;
  /** By default the best score first. */
  readonly orderBy?: StockOrder | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** A stock of a page, with its place in the list. */
export interface StockEdge {
  readonly row: BookRow;
  /** Encodes its place. It is a function because most pages need only two cursors. */
  readonly cursor: () => string;
}

/**
 * Returns a page of the stocks of a book that a filter holds for.
 *
 * @param book the book that `after` and `before` name (`bookOfCursor`), where they are given
 * @throws UserError for a size or cursor that is refused
 */
export function stockPage(book: DayBook, request: StockPageRequest): Page<StockEdge> {
  const { first = null, last = null, after, before, on = null } = request;
  const { runId, mode } = book;
  const order = request.orderBy ?? DEFAULT_ORDER;
  const list: List = { book, order, filter: filterKey(request.filter) };
  const listed = inOrder(book, screen(book, request.filter ?? {}), order);
  const start = isGiven(after) ? startAfter(list, listed, rankOf(list, after)) : 0;
  const end = isGiven(before) ? startAfter(list, listed, rankOf(list, before) - 1) : listed.length;
  const page = pageOf(listed, { first, last }, start, end);
  const items = page.items.map((index) => {
    const row = book.rows[index];
    const { ticker } = row;
    return { row, cursor: () => encodeCursor({ runId, mode, on, order, filter: list.filter, ticker }) };
  });
  return { ...page, items };
}

interface List {
  readonly book: DayBook;
  readonly order: StockOrder;
  /** As `filterKey` names it. */
  readonly filter: string;
}

const isGiven = (cursor: string | null | undefined): cursor is string =>
  cursor !== null && cursor !== undefined;

/** Returns the place of the row that a cursor names, among all rows of the book. */
function rankOf({ book, order, filter }: List, text: string): number {
  const cursor = decodeCursor(text);
  const { field, direction } = cursor.order;
  if (field !== order.field || direction !== order.direction) {
    throw new UserError(
      `Expected a cursor of the order ${order.field} ${order.direction}, got one of ${field} ${direction}: ` +
        'keep to its order, or begin again without a cursor.',
    );
  }
  if (cursor.filter !== filter) {
    throw new UserError(
      'Expected a cursor of the same filter, got one of another: ' +
        'keep to its filter, or begin again without a cursor.',
    );
  }
  const index = book.indexOf(cursor.ticker);
  if (cursor.runId !== book.runId || cursor.mode !== book.mode || index === -1) throw notACursor(text);
  return orderedBook(book, order).rank[index];
}

/** Returns the index in `listed` of the first row whose place is behind another. */
function startAfter({ book, order }: List, listed: Int32Array, place: number): number {
  const { rank } = orderedBook(book, order);
  let [low, high] = [0, listed.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rank[listed[middle]] > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
