import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { FROM, TO } from '../arguments.js';
import { calendarLoader } from '../calendar/calendarLoader.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Gap } from './gap.js';
import { gapCauseOn } from './gapCauseOn.js';
import { barDaysLoader, marketDaysLoader } from './gapsLoader.js';
import { missingSessions } from './missingSessions.js';

@Resolver(() => Stock)
export class StockGaps {
  @FieldResolver(() => [Gap], {
    description:
      "Sessions without a bar from the stock's first bar to the newest session of the market, the oldest first. Before " +
      'the first bar nothing is known, so that there is no gap.',
  })
  async gaps(
    @Root() { stockId, ticker }: Stock,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly Gap[]> {
    requireSpan(from, to);
    // All are loaded at the same time, so that they take one statement.
    const [{ sessions }, market, own] = await Promise.all([
      loaders.get(calendarLoader)(),
      loaders.get(marketDaysLoader)(),
      loaders.get(barDaysLoader).load({ stockId, from: from ?? null, to: to ?? null }),
    ]);
    const { since, until, bars } = own;
    if (since === null || until === null) return [];
    const days = (list: readonly IsoDate[] | null) => new Set(list?.map(dayOf));
    const causeOn = gapCauseOn({
      otherSeries: days(own.other_series),
      read: days(market.read[ticker.endsWith('.BO') ? 'BSE' : 'NSE']),
      imported: days(market.imported),
    });
    const gaps = missingSessions(sessions, dayOf(since), dayOf(until), days(bars), causeOn);
    return gaps.map((gap) => new Gap(gap));
  }
}
