import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { StockConnection, type Stock } from '../stock/stock.js';
import { Score } from './score.js';

@Resolver(() => StockConnection.Edge)
export class StockEdgeScore {
  @FieldResolver(() => Score, {
    nullable: true,
    description:
      'The score that the stock is listed by, of the mode, method, day and run of the list; null when it has none ' +
      '(StockEdge.notScored says why).',
  })
  score(
    @Root() { node: { listed } }: { readonly node: Stock },
    @Ctx() { runs }: GraphqlContext,
  ): MaybePromise<Score | null> {
    return listed && runs.with([listed.row], ([row]) => new Score(row, runs, null, listed));
  }
}
