import { Field, ObjectType } from 'type-graphql';
import type { Credentials } from '../../access/sessions/openSession.js';
import type { SessionRow } from '../../access/sessions/sessionRow.js';
import type { UserRow } from '../../access/users/userRow.js';
import { DateTimeScalar } from '../scalars.js';
import { User } from '../user/user.js';
import { Session } from './session.js';

@ObjectType('SignedIn', {
  simpleResolvers: true,
  description:
    'A user session with its credentials, which are shown only now. Tokens are null where a cookie was asked for.',
})
export class SignedIn {
  @Field(() => User, { description: 'Who has signed in.' })
  readonly user: User;

  @Field(() => String, {
    nullable: true,
    description: 'Sent as "Authorization: Bearer …" with each request; null: the cookie is.',
  })
  readonly accessToken: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the access token ends; null: there is none.',
  })
  readonly accessTokenExpiresAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'With it, refreshSession issues the next tokens, once; null: the cookie needs none.',
  })
  readonly refreshToken: string | null;

  @Field(() => Session, { description: 'The user session.' })
  readonly session: Session;

  constructor(user: UserRow, session: SessionRow, credentials: Omit<Credentials, 'cookie' | 'sessionId'>) {
    this.user = new User(user);
    this.session = new Session(session);
    this.accessToken = credentials.accessToken;
    this.accessTokenExpiresAt = credentials.accessTokenExpiresAt;
    this.refreshToken = credentials.refreshToken;
  }
}
