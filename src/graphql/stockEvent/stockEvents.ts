import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { FROM } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { StockEvent } from './stockEvent.js';
import { MOST_EVENTS, stockEventsLoader } from './stockEventsLoader.js';

@Resolver(() => Stock)
export class StockEvents {
  @FieldResolver(() => [StockEvent], {
    description: `Company events: results, board meetings and the like, the newest first, at most ${MOST_EVENTS}; a longer list is refused.`,
  })
  async events(
    @Root() { stockId, ticker }: Stock,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, {
      nullable: true,
      description: 'Last day of the span, inclusive; null: no upper bound, announced ones included.',
    })
    to: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly StockEvent[]> {
    requireSpan(from, to);
    const rows = await loaders.get(stockEventsLoader).load({ stockId, from: from ?? null, to: to ?? null });
    if (rows.length > MOST_EVENTS) {
      throw new UserError(
        `Expected at most ${MOST_EVENTS} company events of ${ticker}, got more: ask for a shorter span with from and to.`,
      );
    }
    return rows.map((row) => new StockEvent(row));
  }
}
