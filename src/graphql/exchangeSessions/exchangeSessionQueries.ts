import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { FROM, TO } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { MOST_SESSIONS } from './policies.js';
import { sessionsLoader } from './sessionsLoader.js';

@Resolver()
export class ExchangeSessionQueries {
  @Query(() => [DateScalar], {
    description:
      'The sessions of the exchange from the first bar to the newest session that counts (SESSION_QUORUM), ascending: ' +
      'weekdays but holidays, and special sessions; in a year that the calendar lacks, the days with bars. A span with ' +
      `more than ${MOST_SESSIONS} sessions is refused.`,
  })
  async sessions(
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<IsoDate[]> {
    requireSpan(from, to);
    const known = await loaders.get(sessionsLoader)();
    const days = known.map(isoOf).filter((day) => (!from || day >= from) && (!to || day <= to));
    if (days.length <= MOST_SESSIONS) return days;
    throw new UserError(
      `Expected a span of at most ${MOST_SESSIONS} sessions, got ${days.length}: move from and to closer together.`,
    );
  }
}
