import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../market/day.js';
import { fundamentalsAsOf } from '../../market/fundamentals.js';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { sessionOf } from '../features/sessionOf.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Fundamentals } from './fundamentals.js';
import { fundamentalFactsLoader } from './fundamentalsLoader.js';

@Resolver(() => Stock)
export class StockFundamentals {
  @FieldResolver(() => Fundamentals, {
    nullable: true,
    description:
      'What was known of its business at the close of a day, as recorded today: the newest row of figures that was ' +
      'given, or computed from its statements, not older than 550 days (method §1); null where there is none.',
  })
  async fundamentals(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<Fundamentals | null> {
    // Both at the same time, so that they take one statement.
    const [session, { rows, figures }] = await Promise.all([
      sessionOf(stock, on, context),
      context.loaders.get(fundamentalFactsLoader).load(stock.stockId),
    ]);
    if (session === null) return null;
    const known = fundamentalsAsOf(rows, figures, dayOf(session.day), session.close ?? NaN);
    return known && new Fundamentals(known);
  }
}
