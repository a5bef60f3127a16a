import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Features } from './features.js';
import { featuresLoader } from './featuresLoader.js';

@Resolver(() => Stock)
export class StockFeatures {
  @FieldResolver(() => Features, {
    nullable: true,
    description:
      'Technical indicators on the newest scored session up to a day (method §2), or on the day itself, which may be ' +
      'awaited: a session on which too few stocks have a bar. Null when the stock has no bar up to then.',
  })
  async features(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('method', () => String, {
      nullable: true,
      description: `${METHOD} Its scored sessions count; the indicators of a session are the same for all methods.`,
    })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<Features | null> {
    const row = await context.loaders.get(featuresLoader).load({
      ...{ stockId: stock.stockId, until: on ?? null, moment: null },
      method: methodNamed(method, context),
    });
    return row === null || row.close === null ? null : new Features(row, row.close);
  }
}
