import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { actorOf } from '../../access/audit/actorOf.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { operationNameOf } from '../operationNameOf.js';
import { Session, SESSION_IDS } from './session.js';
import { sessionOwners } from './sessionOwners.js';
import { SignedIn } from './signedIn.js';

@Resolver()
export class SessionMutations {
  @Mutation(() => SignedIn, {
    description:
      'Issues the next tokens of a session. Each refresh token is good once; for 30 s, one that was used gets the same ' +
      'successor again, as two tabs may refresh at once. Used later, it ends the session, as it may have been stolen.',
  })
  async refreshSession(
    @Arg('refreshToken', () => String, { description: 'The newest refresh token of the session.' })
    refreshToken: string,
    @Ctx() { caller, reads, sessions }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SignedIn> {
    const actor = { ...actorOf(caller, operationNameOf(info)), userId: null, apiKeyId: null };
    const refreshed = await sessions.refresh(refreshToken, actor, reads.signal);
    if (refreshed !== null) {
      const { user, session, credentials } = refreshed;
      return new SignedIn(user, session, credentials);
    }
    throw codedError(
      'UNAUTHENTICATED',
      'Expected the newest refresh token of a session that goes on, got another: sign in again.',
      { status: 401 },
    );
  }

  @Mutation(() => Boolean, {
    description:
      'Ends the session that the operation is sent in, and removes its cookie. True, also where there is no session.',
  })
  async signOut(
    @Arg('everywhere', () => Boolean, {
      defaultValue: false,
      description: 'Whether to end all sessions of the user.',
    })
    everywhere: boolean,
    @Ctx() { caller, reads, request, sessions }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    const { session, user } = caller;
    if (session !== null && user !== null) {
      const actor = actorOf(caller, operationNameOf(info));
      if (everywhere) await sessions.endAll(user.id, actor, reads.signal);
      else await sessions.end(session.id, user.id, actor, reads.signal);
    }
    request.sessionCookie?.clear();
    return true;
  }

  @Mutation(() => Session, {
    description:
      "Ends a session of the caller, or anybody's with the scope USERS_ADMIN. What was sent in it before is still answered.",
  })
  async endSession(
    @Arg('id', () => ID, { description: 'Id of the session.' }) id: string,
    @Ctx() { caller, reads, sessions }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Session> {
    const session = decodeId(SESSION_IDS, id);
    if (session === null) {
      throw new UserError(
        `Expected the id of a session from an answer of this API, got "${shown(id)}": take it from the field id.`,
      );
    }
    const actor = actorOf(caller, operationNameOf(info));
    const ended = await sessions.end(session, sessionOwners(caller), actor, reads.signal);
    if (ended !== null) return new Session(ended);
    throw codedError(
      'NOT_FOUND',
      `Expected the id of a session that goes on, got "${shown(id)}": User.sessions lists them.`,
      { status: 404 },
    );
  }
}
