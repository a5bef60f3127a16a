import { Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../../books/page.js';
import type { RunRow } from '../../database/runRow.js';
import { TOTAL } from '../arguments.js';
import { encodeCursor, PageInfo } from '../connection.js';
import { Run } from './run.js';

@ObjectType('RunEdge', { simpleResolvers: true, description: 'A run and its place in the list.' })
export class RunEdge {
  readonly #row: RunRow;

  @Field(() => Run, { description: 'The run.' })
  readonly node: Run;

  constructor(row: RunRow) {
    this.#row = row;
    this.node = new Run(row);
  }

  @Field(() => String, { description: 'Opaque; pass it as `after` for what follows.' })
  get cursor(): string {
    return encodeCursor('runs', this.#row.id);
  }
}

@ObjectType('RunConnection', { simpleResolvers: true, description: 'A page of the runs, the newest first.' })
export class RunConnection {
  @Field(() => [RunEdge], { description: 'The runs of the page, each with its cursor.' })
  readonly edges: readonly RunEdge[];

  @Field(() => [Run], { description: 'The runs of the page.' })
  readonly nodes: readonly Run[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  readonly pageInfo: PageInfo;

  readonly #count: () => Promise<number>;

  constructor(page: Omit<Page<RunRow>, 'totalCount'>, count: () => Promise<number>) {
    this.edges = page.items.map((row) => new RunEdge(row));
    this.nodes = this.edges.map(({ node }) => node);
    this.pageInfo = new PageInfo(page, this.edges);
    this.#count = count;
  }

  @Field(() => Int, { description: TOTAL })
  totalCount(): Promise<number> {
    return this.#count();
  }
}
