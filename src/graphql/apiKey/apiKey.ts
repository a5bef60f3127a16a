import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { UNUSED_DAYS, type ApiKeyRow } from '../../access/keys/apiKeyRow.js';
import type { Scope } from '../../access/scopes.js';
import { ScopeEnum } from '../accessEnums.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';
import { Person } from '../user/person.js';

export const API_KEY_IDS = numberIds('ApiKey');

@ObjectType('ApiKey', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A key by which a program is known. Its secret is shown when it is made or rotated, and never again.',
})
export class ApiKey implements Node {
  readonly row: ApiKeyRow;

  @Field(() => String, { description: 'What the key is for, 1 to 100 characters.' })
  readonly name: string;

  @Field(() => String, { description: 'The first 8 characters of the secret after `gok_`.' })
  readonly prefix: string;

  @Field(() => [ScopeEnum], {
    description:
      'What the key may do: the scopes that it was given, without those that its owner has no longer.',
  })
  readonly scopes: readonly Scope[];

  @Field(() => Person, {
    nullable: true,
    description: 'The user that the key belongs to; null once deleted.',
  })
  readonly owner: Person | null;

  @Field(() => Boolean, {
    description:
      'Whether the key may be used: it is not revoked, expired or paused, and its owner is active.',
  })
  readonly active: boolean;

  @Field(() => Boolean, { description: 'Whether the key may do nothing until it is resumed.' })
  readonly paused: boolean;

  @Field(() => DateTimeScalar, { description: 'When the key was made.' })
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the key ends by itself.' })
  readonly expiresAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the key was last used, up to some 10 s ago; null: never.',
  })
  readonly lastUsedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address that it was last used from; null: never used.',
  })
  readonly lastUsedAddress: string | null;

  @Field(() => Float, { description: 'How often the key was used, up to some 10 s ago.' })
  readonly useCount: number;

  @Field(() => Boolean, {
    description: `Whether the key was made, and last used, more than ${UNUSED_DAYS} days ago: revoke it.`,
  })
  readonly unused: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The most operations that the key may be used for in a minute; null: as many as its owner.',
  })
  readonly operationsPerMinute: number | null;

  constructor(row: ApiKeyRow) {
    this.row = row;
    this.name = row.name;
    this.prefix = row.prefix;
    this.scopes = row.scopes;
    this.owner = row.owner && new Person(row.owner);
    this.active = row.isActive;
    this.paused = row.paused;
    this.createdAt = row.createdAt;
    this.expiresAt = row.expiresAt;
    this.lastUsedAt = row.lastUsedAt;
    this.lastUsedAddress = row.lastUsedAddress;
    this.useCount = row.useCount;
    this.unused = row.isUnused;
    this.operationsPerMinute = row.operationsPerMinute;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(API_KEY_IDS, this.row.id);
  }
}

export const ApiKeyConnection = connectionOf(ApiKey, {
  name: 'ApiKey',
  noun: 'API key',
  description: 'A page of API keys, the newest first.',
});
export type ApiKeyConnection = InstanceType<typeof ApiKeyConnection>;
