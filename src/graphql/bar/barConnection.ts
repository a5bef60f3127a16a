import { Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../../books/page.js';
import { TOTAL } from '../arguments.js';
import { encodeCursor, PageInfo } from '../connection.js';
import { Bar } from './bar.js';
import type { BarRow } from './barLoaders.js';

@ObjectType('BarEdge', { simpleResolvers: true, description: 'A bar and its place in the list.' })
export class BarEdge {
  readonly #row: BarRow;

  @Field(() => Bar, { description: 'The bar.' })
  readonly node: Bar;

  constructor(row: BarRow) {
    this.#row = row;
    this.node = new Bar(row);
  }

  @Field(() => String, { description: 'Opaque; pass it as `after` for what follows.' })
  get cursor(): string {
    return encodeCursor('bars', this.#row.day);
  }
}

@ObjectType('BarConnection', {
  simpleResolvers: true,
  description: 'A page of the bars of one stock, the newest first.',
})
export class BarConnection {
  @Field(() => [BarEdge], { description: 'The bars of the page, each with its cursor.' })
  readonly edges: readonly BarEdge[];

  @Field(() => [Bar], { description: 'The bars of the page.' })
  readonly nodes: readonly Bar[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  readonly pageInfo: PageInfo;

  readonly #count: () => Promise<number>;

  constructor(page: Omit<Page<BarRow>, 'totalCount'>, count: () => Promise<number>) {
    this.edges = page.items.map((row) => new BarEdge(row));
    this.nodes = this.edges.map(({ node }) => node);
    this.pageInfo = new PageInfo(page, this.edges);
    this.#count = count;
  }

  @Field(() => Int, { description: TOTAL })
  totalCount(): Promise<number> {
    return this.#count();
  }
}
