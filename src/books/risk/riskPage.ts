import { placeOf, requireSameOrder, startAfter } from '../cursorPlace.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { notACursor } from '../cursor.js';
import { filterKey } from '../filterKey.js';
import { inOrder } from '../order.js';
import { pageOf, type Page, type PageSize } from '../page.js';
import type { RiskBookRow } from './riskBook.js';
import { decodeRiskCursor, encodeRiskCursor } from './riskCursor.js';
import type { RiskList } from './riskList.js';
import { DEFAULT_RISK_ORDER, type RiskOrder } from './riskOrder.js';
import { screenRisks, type RiskFilter } from './screenRisks.js';

/** The page of risks that a client asks for. */
export interface RiskPageRequest extends PageSize {
  /** The day that the client asked for, for the cursors; null: the newest. */
  readonly on: IsoDate | null;
  readonly filter: RiskFilter | null;
  /** By default the riskiest first. */
  readonly orderBy?: RiskOrder | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** A risk of a page. */
export interface RiskItem {
  readonly row: RiskBookRow;
  /** Encodes its place. It is a function because most pages need only two cursors. */
  readonly cursor: () => string;
}

/**
 * Returns a page of the risks of a list that a filter holds for.
 *
 * @param list of the book that `after` and `before` name, where they are given
 * @throws UserError for a size or cursor that is refused
 */
export function riskPage(list: RiskList, request: RiskPageRequest): Page<RiskItem> {
  const { after, before, first, last, on } = request;
  const order = request.orderBy ?? DEFAULT_RISK_ORDER;
  const filter = filterKey(request.filter);
  const listing = { list, order, filter };
  const listed = inOrder(list, screenRisks(list, request.filter ?? {}), order);
  const { rank } = list.ordered(order);
  const start = isGiven(after) ? startAfter(rank, listed, rankOf(listing, after)) : 0;
  const end = isGiven(before) ? startAfter(rank, listed, rankOf(listing, before) - 1) : listed.length;
  const page = pageOf(listed, { first, last }, start, end);
  const of = { runId: list.book.runId, on, order, filter };
  const items = page.items.map((index) => {
    const row = list.rows[index];
    return { row, cursor: () => encodeRiskCursor({ ...of, ticker: row.ticker }) };
  });
  return { ...page, items };
}

interface Listing {
  readonly list: RiskList;
  readonly order: RiskOrder;
  /** As `filterKey` names it. */
  readonly filter: string;
}

const isGiven = (cursor: string | null | undefined): cursor is string =>
  cursor !== null && cursor !== undefined;

/** Returns the place of the row that a cursor names, among all rows of the list. */
function rankOf({ list, order, filter }: Listing, text: string): number {
  const cursor = decodeRiskCursor(text);
  requireSameOrder(cursor.order, order);
  if (cursor.filter !== filter) {
    throw new UserError(
      'Expected a cursor of the same filter, got one of another: keep to it, or begin again without a cursor.',
    );
  }
  if (cursor.runId !== list.book.runId) throw notACursor(text);
  return placeOf(list.ordered(order).rank, list.indexOf(cursor.ticker), cursor.ticker);
}
