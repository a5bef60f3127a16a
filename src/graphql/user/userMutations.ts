import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Role } from '../../access/roles.js';
import { Conflict } from '../../access/users/conflict.js';
import type { UserRow } from '../../access/users/userRow.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { actorIn } from '../actorIn.js';
import { RoleEnum } from '../accessEnums.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { CreatedUser, PasswordLink } from './createdUser.js';
import { requireSignedIn } from './requireSignedIn.js';
import { User, USER_IDS } from './user.js';

const EMAIL = 'E-mail address, of no other user whatever the case of its letters.';
const NAME = 'Name, 1 to 100 characters that print; blanks around it are left out.';
const ID_OF_USER = 'Id of the user.';
const VERSION =
  'User.version as it was when the change was decided. The code is CONFLICT where it has grown.';
const STAYS = 'Null: stays as it is.';

@InputType('CreateUserInput', { description: 'A user to add.' })
class CreateUserInput {
  @Field(() => String, { description: EMAIL })
  readonly email!: string;

  @Field(() => String, { description: NAME })
  readonly name!: string;

  @Field(() => RoleEnum, { description: 'What the user may do.' })
  readonly role!: Role;

  @Field(() => String, {
    nullable: true,
    description: 'Password, 12 to 128 characters; null: the answer has a link by which the user sets one.',
  })
  readonly password?: string | null;
}

@InputType('UpdateUserInput', { description: 'What to change of a user: at least one thing.' })
class UpdateUserInput {
  @Field(() => ID, { description: ID_OF_USER })
  readonly id!: string;

  @Field(() => Int, { description: VERSION })
  readonly version!: number;

  @Field(() => String, { nullable: true, description: `${EMAIL} ${STAYS}` })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: `${NAME} ${STAYS}` })
  readonly name?: string | null;

  @Field(() => RoleEnum, { nullable: true, description: `What the user may do. ${STAYS}` })
  readonly role?: Role | null;

  @Field(() => Boolean, {
    nullable: true,
    description: `Whether the user and the API keys of the user may be used. ${STAYS}`,
  })
  readonly active?: boolean | null;
}

@Resolver()
export class UserMutations {
  @Mutation(() => CreatedUser, {
    description:
      'Adds a user. The built-in user cannot do this: "greyoak users add" adds the first one. The code is CONFLICT where ' +
      'the e-mail address is taken.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'The user to add.' }) input: CreateUserInput,
    @Ctx() { users, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CreatedUser> {
    if (caller.kind === 'LOCAL') throw localCaller();
    return new CreatedUser(await coded(users.add(input, actorIn(caller, info), reads.signal)));
  }

  @Mutation(() => User, {
    description:
      'Changes a user. One that is deactivated is signed out everywhere. Nobody changes their own role or deactivates ' +
      'themselves, and one active administrator always remains.',
  })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'What to change.' })
    { id, version, email, name, role, active }: UpdateUserInput,
    @Ctx() { users, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<User> {
    const change = {
      email: email ?? undefined,
      name: name ?? undefined,
      role: role ?? undefined,
      active: active ?? undefined,
    };
    const actor = actorIn(caller, info);
    return new User(found(await coded(users.update(userOf(id), version, change, actor, reads.signal)), id));
  }

  @Mutation(() => User, {
    description:
      'Deletes a user with everything that belongs to it, and returns the user as it was. Its API keys are revoked and ' +
      'stay listed without an owner. One active administrator always remains; deleteMyAccount is for oneself.',
  })
  async deleteUser(
    @Arg('id', () => ID, { description: ID_OF_USER }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() { users, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<User> {
    const actor = actorIn(caller, info);
    return new User(found(await coded(users.delete(userOf(id), version, actor, reads.signal)), id));
  }

  @Mutation(() => PasswordLink, {
    description:
      'Makes a link by which a user sets another password. It ends the link before; the password of now works until the ' +
      'link is used.',
  })
  async resetPassword(
    @Arg('userId', () => ID, { description: ID_OF_USER }) userId: string,
    @Ctx() { users, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PasswordLink> {
    const link = await users.resetPassword(userOf(userId), actorIn(caller, info), reads.signal);
    return new PasswordLink(found(link, userId));
  }

  @Mutation(() => User, { description: 'Changes the name of the user who is signed in.' })
  async updateMe(
    @Arg('name', () => String, { description: NAME }) name: string,
    @Ctx() { users, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<User> {
    const { userId: id } = requireSignedIn(caller);
    const user = await users.update(id, null, { name }, actorIn(caller, info), reads.signal);
    // The user may have been deleted since the request was received.
    if (user === null)
      throw codedError('NOT_FOUND', 'Expected a user, got one who was deleted.', { status: 404 });
    return new User(user);
  }
}

/** @throws UserError for a text that is not the id of a user */
function userOf(id: string): number {
  const user = decodeId(USER_IDS, id);
  if (user !== null) return user;
  throw new UserError(
    `Expected the id of a user from an answer of this API, got "${shown(id)}": take it from the field id.`,
  );
}

/** @throws GraphQLError NOT_FOUND */
function found<Found>(one: Found | null, id: string): Found {
  if (one !== null) return one;
  throw codedError(
    'NOT_FOUND',
    `Expected the id of a user who exists, got "${shown(id)}": users lists them.`,
    {
      status: 404,
    },
  );
}

/** Gives a conflict its code, and the user as it is now. */
async function coded<Result>(change: Promise<Result>): Promise<Result> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const { current } = error;
    const details = current === null ? undefined : { current: shownTo(current) };
    throw codedError('CONFLICT', error.message, { status: 409, details });
  }
}

const shownTo = ({ email, name, role, active, version }: UserRow) => ({ email, name, role, active, version });

function localCaller(): GraphQLError {
  return codedError(
    'FORBIDDEN',
    'Expected an administrator who is signed in, got the built-in user "local": add users with "greyoak users add".',
    { status: 403 },
  );
}
