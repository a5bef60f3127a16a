import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { User } from '../user/user.js';
import { userLoader } from '../user/userLoader.js';
import { Report } from './report.js';

@Resolver(() => Report)
export class ReportResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Whose it is; null where it is of another user and the caller lacks the scope USERS_ADMIN.',
  })
  async owner(
    @Root() { row }: Report,
    @Ctx() { caller: { rights, user }, loaders }: GraphqlContext,
  ): Promise<User | null> {
    if (row.owner.id !== user?.id && !rights.scopes.has('USERS_ADMIN')) return null;
    const owner = await loaders.get(userLoader).load(row.owner.id);
    return owner && new User(owner);
  }
}
