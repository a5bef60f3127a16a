import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SESSION_BOUNDS } from '../../access/sessions/openSession.js';
import type { GraphqlContext } from '../context.js';
import { User } from '../user/user.js';
import { Session } from './session.js';
import { sessionsOfUserLoader } from './sessionLoaders.js';
import { sessionOwners } from './sessionOwners.js';

@Resolver(() => User)
export class UserSessions {
  @FieldResolver(() => [Session], {
    description:
      `The user sessions of the user, the newest first, at most ${SESSION_BOUNDS.ofUser}. Those of another user are left out without ` +
      'the scope USERS_ADMIN.',
  })
  async sessions(
    @Root() { row: { id } }: User,
    @Ctx() { caller, loaders }: GraphqlContext,
  ): Promise<readonly Session[]> {
    const owners = sessionOwners(caller);
    if (owners !== 'EVERYBODY' && owners !== id) return [];
    const sessions = await loaders.get(sessionsOfUserLoader).load({ owner: id });
    return sessions.map((session) => new Session(session));
  }
}
