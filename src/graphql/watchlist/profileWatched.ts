import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Profile } from '../profile/profile.js';
import { watchlistLoader } from './watchlistLoader.js';

@Resolver(() => Profile)
export class ProfileWatched {
  @FieldResolver(() => Boolean, { description: "Whether the stock is on the caller's watch-list." })
  async watched(
    @Root() { stockTicker }: Profile,
    @Ctx() { caller, loaders, snapshot }: GraphqlContext,
  ): Promise<boolean> {
    if (caller.user === null) return false;
    const companies = await loaders.get(watchlistLoader).load(caller.user.id);
    return companies.some(({ ticker }) => snapshot.tickerOf(ticker) === stockTicker);
  }
}
