import type { Page } from '../../books/page.js';
import type { GraphqlContext } from '../context.js';
import type { ConnectionItem } from './connectionOf.js';
import { decodeCursors, encodeCursor, idInCursor, type ListOfRows } from './cursor.js';
import { pageOfRows } from './pageOfRows.js';
import { requestedPage, rowsToRead, type PageArguments } from './requestedPage.js';
import type { RowListing } from './rowListing.js';

/** The arguments of a connection, as clients give them. */
export interface ConnectionArguments extends PageArguments {
  readonly after: string | null | undefined;
  readonly before: string | null | undefined;
}

/**
 * Reads the page of a listing that a client asks for.
 *
 * @param of what the listing lists
 * @param list what its cursors are of
 * @param usual the default of `first`
 * @param nodeOf makes the node of a row
 * @throws UserError for a page that is too long, and for a cursor that is not of the list
 */
export async function listedPage<Of, Row extends { readonly id: number }, Node>(
  listing: RowListing<Of, Row>,
  of: Of,
  list: ListOfRows,
  { first, last, after, before }: ConnectionArguments,
  usual: number,
  context: Pick<GraphqlContext, 'maxPage'>,
  nodeOf: (row: Row) => Node,
): Promise<Omit<Page<ConnectionItem<Node>>, 'totalCount'>> {
  const size = requestedPage({ first, last }, usual, context);
  const places = decodeCursors({ after, before }, list, ([id]) => idInCursor(id));
  const limit = rowsToRead(size);
  const rows = await listing.page(of, { ...places, isFromEnd: size.first === null, limit });
  const page = pageOfRows(rows, size, places);
  return {
    ...page,
    items: page.items.map((row) => ({ node: nodeOf(row), cursor: () => encodeCursor(list, row.id) })),
  };
}
