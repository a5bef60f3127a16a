import { Field, ObjectType } from 'type-graphql';
import type { Page } from '../../books/page.js';

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
