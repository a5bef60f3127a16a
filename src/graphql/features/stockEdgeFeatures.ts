import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { TradedDay } from '../../books/marketDay.js';
import { isoOf } from '../../market/day.js';
import { FEATURES, type IsoDate } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { marketAt } from '../stock/listPlace.js';
import { StockConnection, type Stock } from '../stock/stock.js';
import { Features } from './features.js';
import type { FeaturesRow } from './featuresLoader.js';

@Resolver(() => StockConnection.Edge)
export class StockEdgeFeatures {
  @FieldResolver(() => Features, {
    nullable: true,
    description:
      "Technical indicators as of the list's day, as the list is filtered and ordered by them; null when the stock is not " +
      'traded then.',
  })
  features(
    @Root() { node: { place } }: { readonly node: Stock },
    @Ctx() context: GraphqlContext,
  ): MaybePromise<Features | null> {
    if (place === null) return null;
    return whenKnown(marketAt(place, context), (known) => {
      const traded = known?.traded ?? null;
      return traded && new Features(rowOf(traded, place.list.book.day), traded.features[CLOSE]);
    });
  }
}

const CLOSE = FEATURES.indexOf('close');

function rowOf({ features, barDay }: TradedDay, day: IsoDate): FeaturesRow {
  const values = FEATURES.map((name, k) => [name, features[k] === features[k] ? features[k] : null] as const);
  return { day, bar_date: isoOf(barDay), ...Object.fromEntries(values) } as FeaturesRow;
}
