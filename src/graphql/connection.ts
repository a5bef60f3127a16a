import { Field, ObjectType } from 'type-graphql';
import type { Page } from '../books/page.js';
import { dayOf } from '../market/day.js';
import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { decodeText, encodeText } from './opaque.js';

@ObjectType('PageInfo', {
  simpleResolvers: true,
  description:
    'Position of a page in its connection (Relay). Pages go forward only: pass endCursor as `after` for the next one.',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are more items after this page.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there are items before this page.' })
  readonly hasPreviousPage: boolean;

  readonly #edges: readonly { readonly cursor: string }[];

  constructor(
    { hasNextPage, hasPreviousPage }: Pick<Page<unknown>, 'hasNextPage' | 'hasPreviousPage'>,
    edges: readonly { readonly cursor: string }[],
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#edges = edges;
  }

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null for an empty page.' })
  get startCursor(): string | null {
    return this.#edges.at(0)?.cursor ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null for an empty page.' })
  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

/**
 * Returns how many items a page has.
 *
 * @param first what the client asked for; null or undefined: the usual number
 * @param usual the default of the field, cut to the longest page
 * @throws UserError when `first` is below 0 or above the longest page
 */
export function pageSize(
  first: number | null | undefined,
  usual: number,
  { maxPage }: { readonly maxPage: number },
): number {
  // A default of the schema arrives as if the client had asked for it, so it is cut rather than refused.
  if (first === null || first === undefined || first === usual) return Math.min(usual, maxPage);
  if (first >= 0 && first <= maxPage) return first;
  throw new UserError(
    `Expected first to be a whole number of 0 to ${maxPage}, got ${first}: ` +
      'ask for smaller pages, and for the next page with after.',
  );
}

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

/**
 * Makes the cursor of a place in a list that SQL reads.
 *
 * @param parts the values that the list is ordered by
 */
export function encodeCursor(list: string, ...parts: readonly (string | number)[]): string {
  return encodeText([list, ...parts].join(':'));
}

/**
 * Reads a cursor of a list.
 *
 * @param read makes a place of the parts; null where they are not those of a cursor of the list
 * @returns null when no cursor is given
 * @throws UserError for a text that is not a cursor of the list
 */
export function decodeCursor<Place>(
  cursor: string | null | undefined,
  list: string,
  read: (parts: readonly string[]) => Place | null,
): Place | null {
  if (cursor === null || cursor === undefined) return null;
  const [name, ...parts] = decodeText(cursor)?.split(':') ?? [];
  const place = name === list ? read(parts) : null;
  if (place !== null) return place;
  throw new UserError(
    `Expected a cursor from pageInfo or an edge of this connection in after, got "${cursor.slice(0, 60)}": ` +
      'pass a cursor on unchanged, or begin again without one.',
  );
}

/** Reads a day among the parts of a cursor; null where the part is missing or no day. */
export const dateInCursor = (part: string | undefined): IsoDate | null =>
  part === undefined || Number.isNaN(dayOf(part)) ? null : (part as IsoDate);
