import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { CalendarDay } from './calendarDay.js';
import { calendarLoader } from './calendarLoader.js';

/** The most days of one answer. */
export const MOST_DAYS = 4_000;

@Resolver()
export class CalendarQueries {
  @Query(() => [CalendarDay], {
    description: `The calendar of the exchange, day by day, at most ${MOST_DAYS} days; a longer span is refused.`,
  })
  async calendar(
    @Arg('from', () => DateScalar, { description: 'First day, inclusive. It must not be after `to`.' })
    from: IsoDate,
    @Arg('to', () => DateScalar, { description: 'Last day, inclusive.' }) to: IsoDate,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly CalendarDay[]> {
    requireSpan(from, to);
    const first = dayOf(from);
    const days = dayOf(to) - first + 1;
    if (days > MOST_DAYS) {
      throw new UserError(`Expected at most ${MOST_DAYS} days, got ${days}: ask for a shorter span.`);
    }
    const { entries, sessions } = await loaders.get(calendarLoader)();
    return Array.from({ length: days }, (_, k) => {
      const day = first + k;
      return new CalendarDay(day, sessions.ordinalOf(day) !== -1, entries.get(day));
    });
  }
}
