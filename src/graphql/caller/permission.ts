import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { ROLES, scopesOf, type Role } from '../../access/roles.js';
import type { Scope } from '../../access/scopes.js';
import { RoleEnum, ScopeEnum } from '../accessEnums.js';

@ObjectType('Permission', { simpleResolvers: true, description: 'What one role may do.' })
class Permission {
  @Field(() => RoleEnum, { description: 'The role.' })
  readonly role: Role;

  @Field(() => [ScopeEnum], { description: 'Its scopes, with those of the roles before it.' })
  readonly scopes: readonly Scope[];

  constructor(role: Role) {
    this.role = role;
    this.scopes = scopesOf(role);
  }
}

@Resolver()
export class PermissionQueries {
  @Query(() => [Permission], {
    description: 'What each role may do: the same table that the documents have.',
  })
  permissions(): readonly Permission[] {
    return ROLES.map((role) => new Permission(role));
  }
}
