import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Usage } from './usage.js';
import { usageLoader } from './usageLoader.js';
import { UsagePeriod } from './usagePeriod.js';

@Resolver()
export class UsageQueries {
  @Query(() => Usage, {
    description:
      'How many users, keys, filings, documents, runs and reports there are and were, for operators. `periods` has the daily, ' +
      'weekly and monthly active users.',
  })
  async usage(@Ctx() { loaders, snapshot }: GraphqlContext): Promise<Usage> {
    const { periods, ...totals } = await loaders.get(usageLoader)();
    return new Usage(
      totals,
      snapshot.companies.length,
      periods.map((counts) => new UsagePeriod(counts)),
    );
  }
}
