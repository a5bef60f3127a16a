/**
 * Makes a page of the rows that a statement returned whose limit was one more than the page: a row too many tells that
 * there is a next page.
 *
 * @param after the place that the page begins behind; null: the first page
 */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  size: number,
  after: unknown,
  itemOf: (row: Row) => Item,
) {
  return {
    items: rows.slice(0, size).map(itemOf),
    hasNextPage: rows.length > size,
    hasPreviousPage: after !== null,
  };
}
