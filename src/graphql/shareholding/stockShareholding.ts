import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { shareholding } from '../../market/datasets/shareholding.js';
import { dayOf } from '../../market/day.js';
import { MAX_AGE_DAYS } from '../../market/fundamentals.js';
import { shareholdingAsOf } from '../../market/shareholding.js';
import type { IsoDate } from '../../scoring/names.js';
import { AS_RECORDED, ON } from '../arguments.js';
import type { GraphqlContext, MethodInUse } from '../context.js';
import { factsLoader } from '../factsLoader.js';
import { sessionOf } from '../features/sessionOf.js';
import { momentOf } from '../momentLoader.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { carriedPledge } from './carriedPledge.js';
import { Shareholding } from './shareholding.js';

const shareholdingLoader = factsLoader(shareholding);

@Resolver(() => Stock)
export class StockShareholding {
  @FieldResolver(() => Shareholding, {
    nullable: true,
    description:
      'Shareholding pattern as known at the close of a day: that of the newest quarter, which ' +
      `ended at most ${MAX_AGE_DAYS} days before (method §1); null when there is none.`,
  })
  async shareholding(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('asRecorded', () => DateTimeScalar, { nullable: true, description: AS_RECORDED })
    asRecorded: Date | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<Shareholding | null> {
    const moment = momentOf(asRecorded);
    // Both are loaded at the same time, so that they take one statement.
    const [session, rows] = await Promise.all([
      sessionOf(stock, on, context, moment),
      context.loaders.get(shareholdingLoader).load({ stockId: stock.stockId, moment }),
    ]);
    if (session === null) return null;
    const day = dayOf(session.day);
    const known = shareholdingAsOf(rows, day, carriedQuarters(context.market));
    const carrying = Math.max(...context.market.methods.map(carriedQuarters));
    const carried = carrying > 0 ? carriedPledge(shareholdingAsOf(rows, day, carrying)) : null;
    return known && new Shareholding(known, carried, { stockId: stock.stockId, moment });
  }
}

/** The quarters that a pledge is carried over by a method. */
const carriedQuarters = ({ method }: MethodInUse): number =>
  method.parameters.derivations?.pledge_carried_quarters ?? 0;
