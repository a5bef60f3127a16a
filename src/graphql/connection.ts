import { Field, ObjectType } from 'type-graphql';
import { pageOf, type Page } from '../books/page.js';
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

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  readonly startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  readonly endCursor: string | null;

  constructor(
    { hasNextPage, hasPreviousPage }: Pick<Page<unknown>, 'hasNextPage' | 'hasPreviousPage'>,
    edges: readonly { readonly cursor: string }[],
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.startCursor = edges.at(0)?.cursor ?? null;
    this.endCursor = edges.at(-1)?.cursor ?? null;
  }
}

/**
 * The page size asked for.
 *
 * @throws UserError outside 0 to 500
 */
export function pageSize(first: number | null | undefined, usual: number): number {
  const size = first ?? usual;
  pageOf([], size, 0);
  return size;
}

/** What a statement with a limit of one more than the page gave, as that page. */
export function pageOfRows<Row>(rows: readonly Row[], size: number, after: unknown) {
  return { items: rows.slice(0, size), hasNextPage: rows.length > size, hasPreviousPage: after !== null };
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
    `Expected a cursor from pageInfo or an edge of this connection in after, but "${cursor.slice(0, 60)}" came: ` +
      'pass one on unchanged, or begin again without.',
  );
}
