import { placeOf, requireSameOrder, startAfter } from './cursorPlace.js';
import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { decodeCursor, encodeCursor, notACursor } from './cursor.js';
import { filterKey } from './filterKey.js';
import { DEFAULT_ORDER, inOrder, type StockOrder } from './order.js';
import { pageOf, type Page, type PageSize } from './page.js';
import { screen, type StockFilter } from './screen.js';
import type { ListedRow, StockList } from './stockList.js';

/** The page of stocks that a client asks for. */
export interface StockPageRequest extends Partial<PageSize> {
  /** The day that the client asked for, for the cursors; by default the newest. */
  readonly on?: IsoDate | null | undefined;
  /** The method that the client named, for the cursors; by default none. */
  readonly method?: string | null | undefined;
  readonly filter?: StockFilter | null | undefined;
  /** By default the best score first. */
  readonly orderBy?: StockOrder | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** A stock of a page, with its place in the list. */
export interface StockEdge {
  readonly row: ListedRow;
  /** Its index in the rows of the list. */
  readonly index: number;
  /** Encodes its place. It is a function because most pages need only two cursors. */
  readonly cursor: () => string;
}

/**
 * Returns a page of the stocks of a list that a filter holds for.
 *
 * @param list of the book that `after` and `before` name (`bookOfCursor`), where they are given
 * @throws UserError for a size or cursor that is refused
 */
export function stockPage(list: StockList, request: StockPageRequest): Page<StockEdge> {
  const { first = null, last = null, after, before, on = null, method = null } = request;
  const { runId, mode } = list.book;
  const { batch, riskRun, includesAll } = list.sources;
  const order = request.orderBy ?? DEFAULT_ORDER;
  const listing: Listing = { list, order, filter: filterKey(request.filter) };
  const listed = inOrder(list, screen(list, request.filter ?? {}), order);
  const { rank } = list.ordered(order);
  const start = isGiven(after) ? startAfter(rank, listed, rankOf(listing, after)) : 0;
  const end = isGiven(before) ? startAfter(rank, listed, rankOf(listing, before) - 1) : listed.length;
  const page = pageOf(listed, { first, last }, start, end);
  const of = { runId, mode, batch, riskRun, on, method, includesAll, order, filter: listing.filter };
  const items = page.items.map((index) => {
    const row = list.rows[index];
    return { row, index, cursor: () => encodeCursor({ ...of, ticker: row.ticker }) };
  });
  return { ...page, items };
}

interface Listing {
  readonly list: StockList;
  readonly order: StockOrder;
  /** As `filterKey` names it. */
  readonly filter: string;
}

const isGiven = (cursor: string | null | undefined): cursor is string =>
  cursor !== null && cursor !== undefined;

/** Returns the place of the row that a cursor names, among all rows of the list. */
function rankOf({ list, order, filter }: Listing, text: string): number {
  const cursor = decodeCursor(text);
  requireSameOrder(cursor.order, order);
  const { batch, riskRun, includesAll } = list.sources;
  if (cursor.filter !== filter || cursor.includesAll !== includesAll) {
    throw new UserError(
      'Expected a cursor of the same filter and include, got one of another: ' +
        'keep to these, or begin again without a cursor.',
    );
  }
  const { runId, mode } = list.book;
  if (cursor.runId !== runId || cursor.mode !== mode) throw notACursor(text);
  if (cursor.batch !== batch || cursor.riskRun !== riskRun) throw notACursor(text);
  return placeOf(list.ordered(order).rank, list.indexOf(cursor.ticker), cursor.ticker);
}
