import {
  GraphQLBoolean,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { FieldPolicy } from './fieldPolicy.js';
import type { Policies } from './noun.js';

/**
 * Gives each field of a schema its policy, where `policyOf` finds it.
 *
 * @param tables by schema coordinate, one table for each noun
 * @throws Error for a coordinate without a policy, with several, or that the schema does not have, and for a policy
 *   that does not fit its field
 */
export function applyPolicies(schema: GraphQLSchema, tables: readonly Policies[]): void {
  const unused = mergedTables(tables);
  for (const type of Object.values(schema.getTypeMap())) {
    for (const field of fieldsOf(type)) {
      const coordinate = `${type.name}.${field.name}`;
      const policy = unused.get(coordinate);
      if (policy === undefined) {
        throw new Error(
          `Expected a policy for ${coordinate}, got none: add it to the policies.ts of its noun.`,
        );
      }
      requireFit(coordinate, field, policy, rootOf(type, schema));
      field.extensions = { ...field.extensions, policy };
      unused.delete(coordinate);
    }
  }
  if (unused.size > 0) {
    throw new Error(
      `Expected policies for fields of the schema only, got some for ${[...unused.keys()].join(', ')}: remove them.`,
    );
  }
}

type Root = 'query' | 'mutation' | 'subscription';

function mergedTables(tables: readonly Policies[]): Map<string, FieldPolicy> {
  const merged = new Map<string, FieldPolicy>();
  for (const [coordinate, policy] of tables.flatMap((table) => Object.entries(table))) {
    if (merged.has(coordinate))
      throw new Error(`Expected one policy for ${coordinate}, got one in two nouns.`);
    merged.set(coordinate, policy);
  }
  return merged;
}

function fieldsOf(type: GraphQLNamedType): readonly GraphQLField<unknown, unknown>[] {
  if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return [];
  return Object.values(type.getFields());
}

/** Returns which root a type is; null for all other types. */
function rootOf(type: GraphQLNamedType, schema: GraphQLSchema): Root | null {
  if (type === schema.getQueryType()) return 'query';
  if (type === schema.getMutationType()) return 'mutation';
  return type === schema.getSubscriptionType() ? 'subscription' : null;
}

function requireFit(
  coordinate: string,
  { args, type }: GraphQLField<unknown, unknown>,
  policy: FieldPolicy,
  root: Root | null,
): void {
  const { access, bytes, freshness, scopesOfArguments = {}, secretArguments = [], size } = policy;
  const isListOfObjects = isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
  if (isListOfObjects !== (size !== undefined)) {
    throw new Error(
      isListOfObjects
        ? `Expected a size in the policy of ${coordinate}, as it is a list of objects.`
        : `Expected no size in the policy of ${coordinate}, as it is no list of objects.`,
    );
  }
  if (bytes !== undefined && isCompositeType(getNamedType(type))) {
    throw new Error(`Expected no bytes in the policy of ${coordinate}, as it gives objects.`);
  }
  for (const [name, scopes] of Object.entries(scopesOfArguments)) {
    const possible = valuesOf(typeAt(args, name));
    const value = Object.keys(scopes).find((text) => !possible.includes(text));
    if (value !== undefined) {
      throw new Error(
        `Expected scopes for values that ${coordinate}(${name}:) may have, got one for ${value}: ` +
          'name an argument, or a field of one as "input.scope", that is a Boolean or an enum, and its values.',
      );
    }
  }
  for (const path of secretArguments) {
    if (isText(args, path)) continue;
    throw new Error(
      `Expected secret arguments of ${coordinate} to be texts that it takes, got ${path}: ` +
        'name an argument, or a field of one as "input.password".',
    );
  }
  const ofMutations = (['secretArguments', 'isGuess', 'ignoresCredential'] as const).find(
    (name) => policy[name] !== undefined,
  );
  if (ofMutations !== undefined && root !== 'mutation') {
    throw new Error(`Expected no ${ofMutations} in the policy of ${coordinate}: only mutations have it.`);
  }
  if (root === null) return;
  if (access === 'INHERIT' || freshness === 'INHERIT') {
    throw new Error(`Expected ${coordinate} to say its access and freshness: a root field has no parent.`);
  }
  if (root !== 'query' && freshness !== 'VOLATILE') {
    throw new Error(`Expected ${coordinate} to be VOLATILE: only answers of queries are kept.`);
  }
}

/** Returns the values that scopes may be told for, as a policy writes them. */
function valuesOf(given: GraphQLInputType | undefined): readonly string[] {
  const type = given && getNamedType(given);
  if (type === GraphQLBoolean) return ['true', 'false'];
  return isEnumType(type) ? type.getValues().map(({ value }) => String(value)) : [];
}

/** Whether a path leads to a scalar. */
function isText(args: readonly GraphQLArgument[], path: string): boolean {
  const type = typeAt(args, path);
  return type !== undefined && isScalarType(getNamedType(type));
}

/** Returns the type at the end of a path: an argument, and fields of inputs. */
function typeAt(args: readonly GraphQLArgument[], path: string): GraphQLInputType | undefined {
  const [first, ...others] = path.split('.');
  let type = args.find(({ name }) => name === first)?.type;
  for (const name of others) {
    const input = type && getNamedType(type);
    type = isInputObjectType(input) ? input.getFields()[name]?.type : undefined;
  }
  return type;
}
