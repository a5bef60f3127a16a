import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Backfill } from './backfill.js';
import { BackfillDay } from './backfillDay.js';
import { backfillDaysLoader } from './backfillLoaders.js';

@Resolver(() => Backfill)
export class BackfillResolver {
  @FieldResolver(() => [BackfillDay], {
    description:
      'All days, ascending, and those of one date by the names of the feeds. At most BACKFILL_DAYS.',
  })
  async days(@Root() { row }: Backfill, @Ctx() { loaders }: GraphqlContext): Promise<readonly BackfillDay[]> {
    const rows = await loaders.get(backfillDaysLoader).load(row.id);
    return rows.map((day) => new BackfillDay(day));
  }
}
