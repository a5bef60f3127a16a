import type { Page, PageSize } from '../../books/page.js';

/** The places that a page lies between; null: the end of the list. */
export interface PagePlaces {
  readonly after: unknown;
  readonly before: unknown;
}

/**
 * Makes a page of the rows that a statement returned, by the algorithms of Relay's specification. The statement read
 * `rowsToRead` rows from the end that the page is counted from: a row too many tells that there are more.
 *
 * @param rows in the order of the list
 */
export function pageOfRows<Row>(
  rows: readonly Row[],
  { first, last }: PageSize,
  { after, before }: PagePlaces,
): Omit<Page<Row>, 'totalCount'> {
  const high = Math.min(rows.length, first ?? rows.length);
  const low = Math.max(0, high - (last ?? high));
  return {
    items: rows.slice(low, high),
    hasNextPage: first === null ? before !== null : rows.length > first,
    hasPreviousPage: last === null ? after !== null : rows.length > last,
  };
}
