import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { ApiKey, ApiKeyConnection } from './apiKey.js';
import { apiKeyListing } from './apiKeyLoaders.js';
import { requireUser } from './requireUser.js';

const PAGE = 50;

@Resolver()
export class ApiKeyQueries {
  @Query(() => ApiKeyConnection, {
    description: 'API keys, the newest first, in every state: those that are revoked or expired, too.',
  })
  async apiKeys(
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the keys of all users, which needs the scope KEYS_ADMIN.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ApiKeyConnection> {
    const owners = ofEverybody ? 'EVERYBODY' : requireUser(context.caller);
    const list = { name: 'apiKeys', of: { ofEverybody } };
    const keys = context.loaders.get(apiKeyListing);
    const asked = { first, after, last, before };
    const page = await listedPage(keys, owners, list, asked, PAGE, context, (row) => new ApiKey(row));
    return new ApiKeyConnection(page, () => keys.count(owners));
  }
}
