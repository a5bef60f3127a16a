import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Usage } from './usage.js';
import { usageLoader } from './usageLoader.js';

@Resolver()
export class UsageQueries {
  @Query(() => Usage, {
    description:
      'How many users, keys, filings, documents, runs and reports there are and were, for operators. `periods` has the daily, ' +
      'weekly and monthly active users.',
  })
  async usage(@Ctx() { loaders }: GraphqlContext): Promise<Usage> {
    return new Usage(await loaders.get(usageLoader)());
  }
}
