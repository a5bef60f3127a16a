import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { NotScored } from './notScored.js';
import { notScoredLoader } from './notScoredLoader.js';

@Resolver(() => Stock)
export class StockNotScored {
  @FieldResolver(() => NotScored, {
    nullable: true,
    description:
      'Why the newest scored session up to a day has no score of the stock, in either mode; null when it has one, when ' +
      'no session was scored up to then, and when the company was not known yet.',
  })
  async notScored(
    @Root() { ticker }: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('method', () => String, { nullable: true, description: METHOD })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<NotScored | null> {
    const { loaders, snapshot } = context;
    const named = methodNamed(method, context);
    const [trader, investor] = [
      snapshot.scoredDay('TRADER', on ?? null, named),
      snapshot.scoredDay('INVESTOR', on ?? null, named),
    ];
    // Both modes score the same companies.
    const scored = trader !== null && (investor === null || trader.day > investor.day) ? trader : investor;
    if (scored === null) return null;
    const why = await loaders.get(notScoredLoader).load({ runId: scored.runId, ticker });
    return why && new NotScored(scored.day, why.code, why.reason);
  }
}
