import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { marketAt } from '../stock/listPlace.js';
import { StockConnection, type Stock } from '../stock/stock.js';
import { Fundamentals } from './fundamentals.js';

@Resolver(() => StockConnection.Edge)
export class StockEdgeFundamentals {
  @FieldResolver(() => Fundamentals, {
    nullable: true,
    description:
      "What was known of the business at the close of the list's day, as the list is filtered and ordered by it; null when " +
      'no figures count.',
  })
  fundamentals(
    @Root() { node: { place, stockId } }: { readonly node: Stock },
    @Ctx() context: GraphqlContext,
  ): MaybePromise<Fundamentals | null> {
    if (place === null) return null;
    return whenKnown(marketAt(place, context), (known) => {
      const fundamentals = known?.fundamentals ?? null;
      const { day } = place.list.book;
      if (known === undefined || fundamentals === null) return null;
      return new Fundamentals(fundamentals, known.yields, { stockId, moment: null, day });
    });
  }
}
