import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { StockConnection, type Stock } from '../stock/stock.js';
import { NotScored } from './notScored.js';
import { notScoredLoader } from './notScoredLoader.js';

@Resolver(() => StockConnection.Edge)
export class StockEdgeNotScored {
  @FieldResolver(() => NotScored, {
    nullable: true,
    description:
      'Why the stock has no score in the list; null when it has one, and when the run of the list did not know the company.',
  })
  notScored(
    @Root() { node: { listed, place, ticker } }: { readonly node: Stock },
    @Ctx() { loaders }: GraphqlContext,
  ): MaybePromise<NotScored | null> {
    if (listed !== null || place === null) return null;
    const { day, runId } = place.list.book;
    return loaders
      .get(notScoredLoader)
      .load({ runId, ticker })
      .then((why) => why && new NotScored(day, why.code, why.reason));
  }
}
