import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ApiKey } from '../apiKey/apiKey.js';
import { apiKeyLoader } from '../apiKey/apiKeyLoaders.js';
import type { GraphqlContext } from '../context.js';
import { User } from '../user/user.js';
import { userLoader } from '../user/userLoader.js';
import { AskingCaller, CallerLimits } from './askingCaller.js';

@Resolver(() => AskingCaller)
export class CallerResolver {
  @Query(() => AskingCaller, { description: 'Who asks: what it may do, and what is left of its limits.' })
  me(@Ctx() { caller }: GraphqlContext): AskingCaller {
    return new AskingCaller(caller);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user, or the owner of the API key; null for an anonymous caller.',
  })
  async user(
    @Root() { caller: { user } }: AskingCaller,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<User | null> {
    const row = user && (await loaders.get(userLoader).load(user.id));
    return row && new User(row);
  }

  @FieldResolver(() => ApiKey, {
    nullable: true,
    description: 'The API key that the operation was sent with; null: without one.',
  })
  async apiKey(
    @Root() { caller: { apiKey, user } }: AskingCaller,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<ApiKey | null> {
    if (apiKey === null || user === null) return null;
    const row = await loaders.get(apiKeyLoader).load({ owners: user.id, id: apiKey.id });
    return row && new ApiKey(row);
  }

  @FieldResolver(() => CallerLimits, { description: 'What is left of its limits.' })
  async limits(@Root() { caller }: AskingCaller, @Ctx() { limitsOf }: GraphqlContext): Promise<CallerLimits> {
    return new CallerLimits(await limitsOf(caller));
  }
}
