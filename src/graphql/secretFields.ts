import {
  getNamedType,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { policyOf } from './fieldPolicy.js';

/** What of some arguments, or of the fields of an input, is secret. All of it is where both are empty. */
export interface SecretPlace {
  /** The names that are secrets or lead to some. */
  readonly within: ReadonlyMap<string, SecretPlace>;
  /** All other names. */
  readonly others: ReadonlySet<string>;
}

/** A mutation with secret arguments. */
export interface SecretField {
  /** For example Mutation.signIn. */
  readonly coordinate: string;
  readonly place: SecretPlace;
}

export const SECRET: SecretPlace = { within: new Map(), others: new Set() };

const known = new WeakMap<GraphQLSchema, ReadonlyMap<string, SecretField>>();

/** Returns the mutations of a schema that have secret arguments, by their names. */
export function secretFields(schema: GraphQLSchema): ReadonlyMap<string, SecretField> {
  let fields = known.get(schema);
  if (fields === undefined) known.set(schema, (fields = found(schema)));
  return fields;
}

function found(schema: GraphQLSchema): ReadonlyMap<string, SecretField> {
  const type = schema.getMutationType();
  const fields = Object.values(type?.getFields() ?? {}).flatMap((field) => {
    const { secretArguments = [] } = policyOf(field) ?? {};
    if (secretArguments.length === 0) return [];
    const paths = secretArguments.map((path) => path.split('.'));
    return [
      [field.name, { coordinate: `${type?.name}.${field.name}`, place: placeOf(field.args, paths) }] as const,
    ];
  });
  return new Map(fields);
}

function placeOf(
  inputs: readonly (GraphQLArgument | GraphQLInputField)[],
  paths: readonly (readonly string[])[],
): SecretPlace {
  const within = new Map<string, SecretPlace>();
  const others = new Set<string>();
  for (const { name, type } of inputs) {
    const further = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    const input = getNamedType(type);
    if (further.length === 0) others.add(name);
    else if (isInputObjectType(input)) within.set(name, placeOf(Object.values(input.getFields()), further));
    else within.set(name, SECRET);
  }
  return { within, others };
}
