import { UserError } from '../userError.js';
import { decodeCursor, encodeCursor, notACursor } from './cursor.js';
import type { BookRow, DayBook } from './dayBook.js';
import { DEFAULT_ORDER, inOrder, orderedBook, type StockOrder } from './order.js';
import { pageOf, type Page } from './page.js';
import { screen, type StockFilter } from './screen.js';

/** The page of stocks that a client asks for. */
export interface StockPageRequest {
  readonly filter?: StockFilter | null | undefined;
  /** By default the best score first. */
  readonly orderBy?: StockOrder | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A stock of a page, with its place in the list. */
export interface StockEdge {
  readonly row: BookRow;
  /** Encodes its place. It is a function because most pages need only two cursors. */
  readonly cursor: () => string;
}

/**
 * Returns a page of the stocks of a book that a filter holds for. The stock that `after` names need not be one of them:
 * the page begins with the first stock after its place.
 *
 * @param book the book that `after` names (`bookOfCursor`), where it is given
 * @throws UserError for a `first` or `after` that is refused
 */
export function stockPage(book: DayBook, request: StockPageRequest): Page<StockEdge> {
  const { filter, first, after } = request;
  const order = request.orderBy ?? DEFAULT_ORDER;
  const listed = inOrder(book, screen(book, filter ?? {}), order);
  const page = pageOf(listed, first, startAfter(book, listed, order, after));
  const items = page.items.map((index) => {
    const row = book.rows[index];
    const { runId, mode } = book;
    return { row, cursor: () => encodeCursor({ runId, mode, order, ticker: row.ticker }) };
  });
  return { ...page, items };
}

/** The index in `listed` of the first row after the row that a cursor names. */
function startAfter(
  book: DayBook,
  listed: Int32Array,
  order: StockOrder,
  after: string | null | undefined,
): number {
  if (after === undefined || after === null) return 0;
  const cursor = decodeCursor(after);
  const { field, direction } = cursor.order;
  if (field !== order.field || direction !== order.direction) {
    throw new UserError(
      `Expected a cursor of the order ${order.field} ${order.direction}, got one of ${field} ${direction}: ` +
        'keep to its order, or begin again without a cursor.',
    );
  }
  const index = book.indexOf(cursor.ticker);
  if (cursor.runId !== book.runId || cursor.mode !== book.mode || index === -1) throw notACursor(after);
  const { rank } = orderedBook(book, order);
  let [low, high] = [0, listed.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rank[listed[middle]] > rank[index]) high = middle;
    else low = middle + 1;
  }
  return low;
}
