import { getNamedType, isAbstractType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { Scope } from '../access/scopes.js';
import { policyOf } from './fieldPolicy.js';

/**
 * Object types whose objects belong to a user, each with the scope that a selection needs which can reach one by a
 * field, an interface, a union or a type condition.
 */
export type OwnedTypes = Readonly<Record<string, Scope>>;

/**
 * Gives a schema its types with owners, where the other functions of this file find them.
 *
 * @param tables one for each noun
 * @throws Error for a type that is no object type of the schema, or has several scopes
 */
export function applyOwnedTypes(schema: GraphQLSchema, tables: readonly OwnedTypes[]): void {
  const owned = new Map<string, Scope>();
  for (const [name, scope] of tables.flatMap((table) => Object.entries(table))) {
    if (!isObjectType(schema.getType(name))) {
      throw new Error(`Expected types with owners to be object types of the schema, got ${name}: remove it.`);
    }
    if (owned.has(name)) throw new Error(`Expected one scope of the type ${name}, got one in two nouns.`);
    owned.set(name, scope);
  }
  schema.extensions = { ...schema.extensions, owned };
}

/** Returns the scope that reaching a type needs; undefined where its objects belong to no user. */
export function scopeOfType(schema: GraphQLSchema, name: string): Scope | undefined {
  return (schema.extensions['owned'] as ReadonlyMap<string, Scope> | undefined)?.get(name);
}

/** Returns the scopes of those types with owners that a field may return. */
export function scopesOfTypes(
  schema: GraphQLSchema,
  { type }: GraphQLField<unknown, unknown>,
): readonly Scope[] {
  const named = getNamedType(type);
  const types = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
  return types.map(({ name }) => scopeOfType(schema, name)).filter((scope) => scope !== undefined);
}

/** Whether what a field returns may belong to a user. */
export function isOwned(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): boolean {
  return policyOf(field)?.isOwned === true || scopesOfTypes(schema, field).length > 0;
}
