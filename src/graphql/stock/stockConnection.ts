import { Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../../books/page.js';
import type { StockEdge as BookEdge } from '../../books/stockPage.js';
import { PageInfo } from '../connection.js';
import { Stock } from './stock.js';

@ObjectType('StockEdge', { simpleResolvers: true, description: 'A stock and its place in the list.' })
export class StockEdge {
  readonly #edge: BookEdge;

  @Field(() => Stock, { description: 'The stock.' })
  readonly node: Stock;

  constructor(edge: BookEdge) {
    this.#edge = edge;
    this.node = new Stock(edge.row);
  }

  @Field(() => String, { description: 'Opaque; pass it as `after` for what follows.' })
  get cursor(): string {
    return this.#edge.cursor();
  }
}

@ObjectType('StockConnection', {
  simpleResolvers: true,
  description: 'A page of the stocks that a screen holds for.',
})
export class StockConnection {
  @Field(() => [StockEdge], { description: 'The stocks of the page, each with its cursor.' })
  readonly edges: readonly StockEdge[];

  @Field(() => [Stock], { description: 'The stocks of the page.' })
  readonly nodes: readonly Stock[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  readonly pageInfo: PageInfo;

  @Field(() => Int, { description: 'Stocks on all pages together.' })
  readonly totalCount: number;

  constructor(page: Page<BookEdge>) {
    this.edges = page.items.map((edge) => new StockEdge(edge));
    this.nodes = this.edges.map(({ node }) => node);
    this.pageInfo = new PageInfo(page, this.edges);
    this.totalCount = page.totalCount;
  }
}
