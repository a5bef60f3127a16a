import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../market/day.js';
import { holdingsAsOf } from '../../market/holdings.js';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { sessionOf } from '../features/sessionOf.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Shareholding } from './shareholding.js';
import { holdingsLoader } from './shareholdingLoader.js';

@Resolver(() => Stock)
export class StockShareholding {
  @FieldResolver(() => Shareholding, {
    nullable: true,
    description:
      'Who was known to hold it at the close of a day, as recorded today: the newest quarter, not older than 550 ' +
      'days (method §1); null where there is none.',
  })
  async shareholding(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<Shareholding | null> {
    // Both at the same time, so that they take one statement.
    const [session, rows] = await Promise.all([
      sessionOf(stock, on, context),
      context.loaders.get(holdingsLoader).load(stock.stockId),
    ]);
    if (session === null) return null;
    const known = holdingsAsOf(rows, dayOf(session.day));
    return known && new Shareholding(known, rows);
  }
}
