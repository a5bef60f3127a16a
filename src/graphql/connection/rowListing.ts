import { keyedLoader } from '../keyedLoader.js';

/** The rows of a page, by the ids that they lie between; the list begins with the newest row. */
export interface PageOfIds {
  /** Id of the newer row that they come after; null: none. */
  readonly after: number | null;
  /** Id of the older row that they come before; null: none. */
  readonly before: number | null;
  /** Whether they are counted from the older end. */
  readonly isFromEnd: boolean;
  /** The most rows. */
  readonly limit: number;
}

export interface RowListing<Of, Row> {
  /** Returns the rows of a page, the newest first. */
  page(of: Of, page: PageOfIds): Promise<readonly Row[]>;
  count(of: Of): Promise<number>;
}

/**
 * Makes a listing by ids, of which an operation reads each page, and each count, once.
 *
 * @param readPage returns the rows of a page, in the order in which they are counted
 */
export function rowListing<Of, Row>(
  readPage: (of: Of, page: PageOfIds) => Promise<readonly Row[]>,
  readCount: (of: Of) => Promise<number>,
): RowListing<Of, Row> {
  const pages = keyedLoader((keys: readonly { readonly of: Of; readonly page: PageOfIds }[]) =>
    Promise.all(
      keys.map(async ({ of, page }) => {
        const rows = await readPage(of, page);
        return page.isFromEnd ? [...rows].reverse() : rows;
      }),
    ),
  );
  const counts = keyedLoader((keys: readonly { readonly of: Of }[]) =>
    Promise.all(keys.map(({ of }) => readCount(of))),
  );
  return {
    page: (of, page) => pages.load({ of, page }),
    count: (of) => counts.load({ of }),
  };
}
