import { hash } from 'node:crypto';
import { decodeCursors, dateInCursor, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { IntelligenceConnection, IntelligenceItem } from './intelligenceItem.js';
import {
  intelligenceListing,
  type IntelligencePlace,
  type IntelligenceSelection,
} from './intelligenceLoaders.js';

/** Items of a page by default. */
export const PAGE = 20;

/**
 * Reads a page of items.
 *
 * @throws UserError for a page that is too long, and for a cursor that is not of the list
 */
export async function intelligencePage(
  selection: IntelligenceSelection,
  first: number | null | undefined,
  after: string | null | undefined,
  context: GraphqlContext,
): Promise<IntelligenceConnection> {
  const digest = hash('sha256', JSON.stringify(selection)).slice(0, 16);
  const list = { name: 'intelligence', of: { selection: digest } };
  const size = requestedPage({ first, last: null }, PAGE, context);
  const places = decodeCursors({ after, before: null }, list, placeIn);
  const listing = context.loaders.get(intelligenceListing);
  const rows = await listing.page({ ...selection, after: places.after, limit: rowsToRead(size) });
  const page = pageOfRows(rows, size, places);
  const items = page.items.map((row) => ({
    node: new IntelligenceItem(row),
    cursor: () => encodeCursor(list, row.day, row.item),
  }));
  return new IntelligenceConnection({ ...page, items }, () => listing.count(selection));
}

function placeIn([date, item]: readonly unknown[]): IntelligencePlace | null {
  const day = dateInCursor(date);
  return day === null || typeof item !== 'string' ? null : { day, item };
}
