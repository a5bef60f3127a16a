import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Role } from '../../access/roles.js';
import type { UserRow } from '../../access/users/userRow.js';
import { RoleEnum } from '../accessEnums.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';

export const USER_IDS = numberIds('User');

@ObjectType('User', { implements: Node, simpleResolvers: true, description: 'A user of the service.' })
export class User implements Node {
  readonly row: UserRow;

  @Field(() => String, {
    description: 'E-mail address; "local" for the built-in user, which has none.',
  })
  readonly email: string;

  @Field(() => String, { description: 'Name, 1 to 100 characters.' })
  readonly name: string;

  @Field(() => RoleEnum, { description: 'What the user may do.' })
  readonly role: Role;

  @Field(() => Boolean, { description: 'Whether the user and the API keys of the user may be used.' })
  readonly active: boolean;

  @Field(() => DateTimeScalar, { description: 'When the user was added.' })
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the user last signed in; null: never.',
  })
  readonly lastSignInAt: Date | null;

  @Field(() => Int, { description: 'Grows with each change of the user.' })
  readonly version: number;

  constructor(row: UserRow) {
    this.row = row;
    this.email = row.email ?? 'local';
    this.name = row.name;
    this.role = row.role;
    this.active = row.active;
    this.createdAt = row.created_at;
    this.lastSignInAt = row.last_sign_in_at;
    this.version = row.version;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(USER_IDS, this.row.id);
  }
}

export const UserConnection = connectionOf(User, {
  name: 'User',
  description: 'A page of users, the newest first.',
});
export type UserConnection = InstanceType<typeof UserConnection>;
