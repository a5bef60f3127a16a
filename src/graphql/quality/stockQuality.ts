import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayInIndia, isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import { calendarLoader } from '../calendar/calendarLoader.js';
import type { GraphqlContext } from '../context.js';
import { publishedFlags } from '../flag/publishedFlags.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { DataQuality } from './dataQuality.js';
import { qualityLoader } from './qualityLoader.js';
import { qualityOf } from './qualityOf.js';

@Resolver(() => Stock)
export class StockQuality {
  @FieldResolver(() => DataQuality, {
    description:
      'How complete and plausible the facts are that were known at the close of a day, as recorded today.',
  })
  async dataQuality(
    @Root() { stockId }: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<DataQuality> {
    // All are loaded at the same time, so that they take one statement.
    const [facts, { sessions }, published] = await Promise.all([
      loaders.get(qualityLoader).load({ stockId, on: on ?? null }),
      loaders.get(calendarLoader)(),
      publishedFlags(loaders, { stockId, moment: null }, ['fundamentals', 'statements', 'shareholding']),
    ]);
    return qualityOf(facts, sessions, published, on ?? isoOf(dayInIndia(new Date())));
  }
}
