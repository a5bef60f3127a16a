import { Field, Int, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import type { Page } from '../../books/page.js';
import { TOTAL } from '../arguments.js';
import { encodeCursor, PageInfo } from '../connection.js';
import { Score } from './score.js';
import type { OperationRuns } from '../run/operationRuns.js';

@ObjectType('ScoreEdge', { simpleResolvers: true, description: 'A score and its place in the list.' })
export class ScoreEdge {
  readonly #row: ScoreRow;

  @Field(() => Score, { description: 'The score.' })
  readonly node: Score;

  constructor(row: ScoreRow, runs: OperationRuns) {
    this.#row = row;
    this.node = new Score(row, runs);
  }

  @Field(() => String, { description: 'Opaque; pass it as `after` for what follows.' })
  get cursor(): string {
    return encodeCursor('scores', this.#row.day, this.#row.run_id);
  }
}

@ObjectType('ScoreConnection', {
  simpleResolvers: true,
  description: 'A page of the scores of one stock, the newest first.',
})
export class ScoreConnection {
  @Field(() => [ScoreEdge], { description: 'The scores of the page, each with its cursor.' })
  readonly edges: readonly ScoreEdge[];

  @Field(() => [Score], { description: 'The scores of the page.' })
  readonly nodes: readonly Score[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  readonly pageInfo: PageInfo;

  readonly #count: () => Promise<number>;

  constructor(page: Omit<Page<ScoreRow>, 'totalCount'>, runs: OperationRuns, count: () => Promise<number>) {
    this.edges = page.items.map((row) => new ScoreEdge(row, runs));
    this.nodes = this.edges.map(({ node }) => node);
    this.pageInfo = new PageInfo(page, this.edges);
    this.#count = count;
  }

  @Field(() => Int, { description: TOTAL })
  totalCount(): Promise<number> {
    return this.#count();
  }
}
