import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { User, UserConnection } from './user.js';
import { markOfSelection, requireUserFilter, UserFilter } from './userFilter.js';
import { userListing } from './userListing.js';

const PAGE = 50;

@Resolver()
export class UserQueries {
  @Query(() => UserConnection, {
    description: 'Users, the newest first, with those that are not active. The built-in user is the last.',
  })
  async users(
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which users; null: all.' })
    filter: UserFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<UserConnection> {
    const selection = requireUserFilter(filter);
    const list = { name: 'users', of: { filter: markOfSelection(selection) } };
    const users = context.loaders.get(userListing);
    const asked = { first, after, last, before };
    const page = await listedPage(users, selection, list, asked, PAGE, context, (row) => new User(row));
    return new UserConnection(page, () => users.count(selection));
  }
}
