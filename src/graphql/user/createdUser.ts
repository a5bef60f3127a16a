import { Field, ObjectType } from 'type-graphql';
import type { PasswordLink as IssuedLink } from '../../access/passwords/passwordLinks.js';
import type { AddedUser } from '../../access/users/users.js';
import { DateTimeScalar } from '../scalars.js';
import { User } from './user.js';

@ObjectType('PasswordLink', {
  simpleResolvers: true,
  description: 'A secret by which a user sets its password with setPassword, once. GreyOak sends no e-mail.',
})
export class PasswordLink {
  @Field(() => String, { description: 'The secret, shown only now. Another link of the user ends it.' })
  readonly token: string;

  @Field(() => DateTimeScalar, { description: 'When it ends, unless it is used before.' })
  readonly expiresAt: Date;

  constructor({ token, expiresAt }: IssuedLink) {
    this.token = token;
    this.expiresAt = expiresAt;
  }
}

@ObjectType('CreatedUser', { simpleResolvers: true, description: 'A user who was added.' })
export class CreatedUser {
  @Field(() => User, { description: 'The user.' })
  readonly user: User;

  @Field(() => PasswordLink, {
    nullable: true,
    description: 'By which the user sets its password; null: it was given one.',
  })
  readonly link: PasswordLink | null;

  constructor({ user, link }: AddedUser) {
    this.user = new User(user);
    this.link = link && new PasswordLink(link);
  }
}
