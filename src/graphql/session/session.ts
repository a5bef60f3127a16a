import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { SessionRow } from '../../access/sessions/sessionRow.js';
import type { GraphqlContext } from '../context.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';

export const SESSION_IDS = numberIds('Session');

@ObjectType('Session', {
  implements: Node,
  description:
    'A user session: what a user has after signing in. It ends by itself, and can be ended before.',
})
export class Session implements Node {
  readonly row: SessionRow;

  @Field(() => DateTimeScalar, { description: 'When the user signed in.' })
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it was used last, to within 10 s.' })
  readonly lastUsedAt: Date;

  @Field(() => DateTimeScalar, {
    description:
      'When it ends, unless it is used or refreshed before: 7 days from then, but 30 days at most.',
  })
  readonly expiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Address that the user signed in from; null: not known.',
  })
  readonly address: string | null;

  @Field(() => String, { nullable: true, description: 'What the client called itself; null: nothing.' })
  readonly userAgent: string | null;

  constructor(row: SessionRow) {
    this.row = row;
    this.createdAt = row.createdAt;
    this.lastUsedAt = row.lastUsedAt;
    this.expiresAt = row.expiresAt;
    this.address = row.address;
    this.userAgent = row.userAgent;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(SESSION_IDS, this.row.id);
  }

  @Field(() => Boolean, { description: 'Whether the operation was sent in this user session.' })
  current(@Ctx() { caller }: GraphqlContext): boolean {
    return caller.session?.id === this.row.id;
  }
}
