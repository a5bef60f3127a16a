import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { actorIn } from '../actorIn.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { Session, SESSION_IDS } from './session.js';
import { sessionOwners } from './sessionOwners.js';
import { SignedIn } from './signedIn.js';

@Resolver()
export class SessionMutations {
  @Mutation(() => SignedIn, {
    description:
      'Issues the next tokens of a user session. Each refresh token is for one use. For 30 s after it, the same token gets the ' +
      'same next refresh token again, unless that was used. Any later use ends the user session.',
  })
  async refreshSession(
    @Arg('refreshToken', () => String, { description: 'The newest refresh token of the user session.' })
    refreshToken: string,
    @Ctx() { sessions, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SignedIn> {
    const actor = actorIn(caller, info);
    const refreshed = await sessions.refresh(refreshToken, actor, reads.signal);
    if (refreshed !== null) return new SignedIn(refreshed.user, refreshed.session, refreshed.credentials);
    throw codedError(
      'UNAUTHENTICATED',
      'Expected a refresh token that counts, got one that is unknown, expired or used, or whose user session has ended: sign in.',
      { status: 401, headers: { 'www-authenticate': 'Bearer' } },
    );
  }

  @Mutation(() => Boolean, {
    description: "Ends the caller's user session, and removes its cookie. True, also where there was none.",
  })
  async signOut(
    @Arg('everywhere', () => Boolean, {
      defaultValue: false,
      description: 'Whether to end all user sessions of the same user.',
    })
    everywhere: boolean,
    @Ctx() { sessions, caller, request, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    const { user, session } = caller;
    if (user !== null && session !== null) {
      const actor = actorIn(caller, info);
      await sessions.endOf(user.id, everywhere ? 'ALL' : session.id, actor, reads.signal);
    }
    request.sessionCookie?.clear();
    return true;
  }

  @Mutation(() => Session, {
    description: "Ends a user session of the caller, or anybody's with the scope USERS_ADMIN.",
  })
  async endSession(
    @Arg('id', () => ID, { description: 'Id of the user session.' }) id: string,
    @Ctx() { sessions, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Session> {
    const actor = actorIn(caller, info);
    const ended = await sessions.end(idOf(id), sessionOwners(caller), actor, reads.signal);
    if (ended !== null) return new Session(ended);
    throw codedError(
      'NOT_FOUND',
      `Expected the id of a user session that exists, got "${shown(id)}": User.sessions lists them.`,
      { status: 404 },
    );
  }
}

/** @throws UserError for a text that is not the id of a session */
function idOf(id: string): number {
  const session = decodeId(SESSION_IDS, id);
  if (session !== null) return session;
  throw new UserError(
    `Expected the id of a user session from an answer of this API, got "${shown(id)}": take it from the field id.`,
  );
}
