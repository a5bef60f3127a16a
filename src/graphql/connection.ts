import { Field, ObjectType } from 'type-graphql';
import type { Page } from '../books/page.js';
import { dayOf } from '../market/day.js';
import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { decodeText, encodeText } from './opaque.js';

@ObjectType('PageInfo', {
  simpleResolvers: true,
  description: 'Where a page stands in its connection (Relay). Pages go forward: pass endCursor as `after`.',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are further items behind this page.' })
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

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  get startCursor(): string | null {
    return this.#edges.at(0)?.cursor ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

/**
 * The page size asked for.
 *
 * @throws UserError outside 0 to the longest page
 */
export function pageSize(
  first: number | null | undefined,
  usual: number,
  { maxPage }: { readonly maxPage: number },
): number {
  // The schema's default comes as if it were asked for.
  if (first === null || first === undefined || first === usual) return Math.min(usual, maxPage);
  if (first >= 0 && first <= maxPage) return first;
  throw new UserError(
    `Expected first to be a whole number of 0 to ${maxPage}, got ${first}: ` +
      'ask for smaller pages, and for the next one with after.',
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

/** A place in a list that SQL reads: the name of the list, and the values that its order is made of. */
export function encodeCursor(list: string, ...parts: readonly (string | number)[]): string {
  return encodeText([list, ...parts].join(':'));
}

/**
 * Null where none is given.
 *
 * @param read null where the parts are none of the list's
 * @throws UserError for a text that is no cursor of the list
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
    `Expected a cursor from pageInfo or an edge of this connection in after, but got "${cursor.slice(0, 60)}": ` +
      'pass one on unchanged, or begin again without.',
  );
}

/** Reads a day among the parts of a cursor; null where the part is missing or no day. */
export const dateInCursor = (part: string | undefined): IsoDate | null =>
  part === undefined || Number.isNaN(dayOf(part)) ? null : (part as IsoDate);
