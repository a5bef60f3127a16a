import { Field, ObjectType } from 'type-graphql';
import type { Page } from '../../books/page.js';

@ObjectType('PageInfo', {
  simpleResolvers: true,
  description:
    'Position of a page in its connection (Relay). Pass endCursor as `after` for the next page, and startCursor as ' +
    '`before`, with `last`, for the page before.',
})
export class PageInfo {
  @Field(() => Boolean, {
    description:
      'Whether there are more items after this page, up to `before` if it is given. With `last` and no `first`: whether ' +
      'the page was asked for with `before`, so that items follow it.',
  })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, {
    description:
      'Whether there are items before this page. With `last`: whether there are more, back to `after` if it is given.',
  })
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
