import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { OwnChange } from '../../access/signIn/ownPassword.js';
import { UserError } from '../../userError.js';
import { actorIn } from '../actorIn.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { SignedIn } from '../session/signedIn.js';
import { requireSignedIn } from '../user/requireSignedIn.js';
import { User } from '../user/user.js';
import { delayed } from './delayed.js';
import { ChangePasswordInput, SignInInput } from './signInInputs.js';

@Resolver()
export class SignInMutations {
  @Mutation(() => SignedIn, {
    description:
      'Signs a user in. What is wrong about a refused try is not told, and too many of them have to wait ' +
      '(docs/users.md). A user has at most 5 user sessions: the oldest ends.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'What the user signs in with.' }) input: SignInInput,
    @Ctx() { caller, reads, request, signIn }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SignedIn> {
    const { sessionCookie, userAgent } = request;
    if (input.cookie && sessionCookie === null) {
      throw new UserError(
        "Expected cookie: true from GreyOak's own pages only, got it from elsewhere: leave it out, and use the tokens.",
      );
    }
    const result = await signIn.signIn({ ...input, userAgent }, actorIn(caller, info), reads.signal);
    switch (result.outcome) {
      case 'SIGNED_IN': {
        const { user, session, credentials } = result;
        if (credentials.cookie !== null) sessionCookie?.set(credentials.cookie);
        return new SignedIn(user, session, credentials);
      }
      case 'WRONG':
        throw codedError(
          'UNAUTHENTICATED',
          'Expected the e-mail address and password of an active user, got others: check both, or ask an ' +
            'administrator for a password link.',
          { status: 401 },
        );
      case 'DELAYED':
        throw delayed(result.retryAfter);
    }
  }

  @Mutation(() => Boolean, {
    description:
      'Sets the password of a user by a link, which is good once, and ends all user sessions of the user. Returns true.',
  })
  async setPassword(
    @Arg('token', () => String, { description: 'The token of the link.' }) token: string,
    @Arg('password', () => String, {
      description:
        'The password: 12 to 128 characters, not a common one, and without the e-mail address or the name.',
    })
    password: string,
    @Ctx() { caller, ownPassword, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    if (await ownPassword.setByLink(token, password, actorIn(caller, info), reads.signal)) return true;
    throw codedError(
      'UNAUTHENTICATED',
      'Expected the token of a password link that is good, got one that is unknown, used or expired: ask an ' +
        'administrator for another link.',
      { status: 401 },
    );
  }

  @Mutation(() => User, {
    description: 'Changes the password of the user who has signed in, and ends all its other user sessions.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The password of now, and the next.' })
    { current, next }: ChangePasswordInput,
    @Ctx() { caller, ownPassword, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<User> {
    const who = requireSignedIn(caller);
    const passwords = { current, next };
    return new User(resultOf(await ownPassword.change(who, passwords, actorIn(caller, info), reads.signal)));
  }

  @Mutation(() => Boolean, {
    description:
      'Deletes the user who has signed in, with all that belongs to it. Its API keys are revoked. The last active ' +
      'administrator is refused. Returns true.',
  })
  async deleteMyAccount(
    @Arg('password', () => String, { description: 'The password of the user.' }) password: string,
    @Ctx() { caller, ownPassword, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    const { userId } = requireSignedIn(caller);
    return resultOf(await ownPassword.deleteAccount(userId, password, actorIn(caller, info), reads.signal));
  }
}

/** @throws UserError for a wrong password; GraphQLError RATE_LIMITED after too many */
function resultOf<Result>(change: OwnChange<Result>): Result {
  switch (change.outcome) {
    case 'DONE':
      return change.result;
    case 'WRONG':
      throw new UserError('Expected your password, got another text: type it again.');
    case 'DELAYED':
      throw delayed(change.retryAfter);
  }
}
