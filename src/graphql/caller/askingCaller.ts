import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Caller, CallerKind } from '../../access/caller.js';
import type { Role } from '../../access/roles.js';
import { SCOPES, type Scope } from '../../access/scopes.js';
import { CallerKindEnum, RoleEnum, ScopeEnum } from '../accessEnums.js';
import type { LimitsOfCaller } from '../limits/limitsOf.js';

@ObjectType('CallerLimits', {
  simpleResolvers: true,
  description: 'What limits leave to the caller. All API keys of a user share the limits of the user.',
})
export class CallerLimits {
  @Field(() => Int, { nullable: true, description: 'The most operations in a minute; null: any number.' })
  readonly operationsPerMinute: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Operations that are left in this minute; null: any number.',
  })
  readonly operationsLeft: number | null;

  @Field(() => Float, { description: 'Cost units that are regained in a second (docs/limits.md).' })
  readonly pointsPerSecond: number;

  @Field(() => Float, { description: 'Cost units that are left while this operation is executed.' })
  readonly pointsLeft: number;

  constructor(limits: LimitsOfCaller) {
    this.operationsPerMinute = limits.operationsPerMinute;
    this.operationsLeft = limits.operationsLeft;
    this.pointsPerSecond = limits.pointsPerSecond;
    this.pointsLeft = limits.pointsLeft;
  }
}

@ObjectType('Caller', { simpleResolvers: true, description: 'Who sent the operation.' })
export class AskingCaller {
  readonly caller: Caller;

  @Field(() => CallerKindEnum, { description: 'How the caller is known.' })
  readonly kind: CallerKind;

  @Field(() => RoleEnum, {
    nullable: true,
    description: 'Role of the user, or of the owner of the API key; null for an anonymous caller.',
  })
  readonly role: Role | null;

  @Field(() => [ScopeEnum], { description: 'What the caller may do.' })
  readonly scopes: readonly Scope[];

  constructor(caller: Caller) {
    this.caller = caller;
    this.kind = caller.kind;
    this.role = caller.user?.role ?? null;
    this.scopes = SCOPES.filter((scope) => caller.rights.scopes.has(scope));
  }
}
