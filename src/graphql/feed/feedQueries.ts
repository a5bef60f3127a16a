import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Feed } from './feed.js';
import { feedsLoader } from './feedsLoader.js';

@Resolver()
export class FeedQueries {
  @Query(() => [Feed], {
    description: 'The feeds of the file of feeds, in its order, also those that are off. At most 200.',
  })
  async feeds(@Ctx() { loaders }: GraphqlContext): Promise<readonly Feed[]> {
    const states = await loaders.get(feedsLoader)();
    return states.map((state) => new Feed(state));
  }
}
