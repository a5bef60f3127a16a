import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { Feed } from './feed.js';

@Resolver()
export class FeedMutations {
  @Mutation(() => Feed, {
    description:
      'Pauses a feed, or lets it go on with the days that wait. A day that runs is finished. Nothing changes where the feed is in that state already.',
  })
  async setFeedPaused(
    @Arg('name', () => String, { description: 'The name of the feed.' }) name: string,
    @Arg('paused', () => Boolean, { description: 'True: it is asked for nothing until it is resumed.' })
    paused: boolean,
    @Ctx() { caller, feedChanges, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Feed> {
    return new Feed(await feedChanges.setPaused(name, paused, actorIn(caller, info), reads.signal));
  }
}
