import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { UserError } from '../../userError.js';

/** An entity as a gateway names it: `__typename`, and the fields of its key. */
export type Representation = Readonly<Record<string, unknown>>;

function representationOf(value: unknown): Representation {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Representation;
  throw new UserError(
    `Expected an object with __typename and a key as a representation, got ${Array.isArray(value) ? 'a list' : typeof value}: ` +
      'send one such as { __typename: "Stock", ticker: "RELIANCE.NS" }.',
  );
}

export const AnyScalar = new GraphQLScalarType<Representation, unknown>({
  name: '_Any',
  description:
    'A representation of an entity (Apollo Federation): an object with `__typename` and the fields of its key, such as ' +
    '{ __typename: "Stock", ticker: "RELIANCE.NS" }. Other fields of it are not read.',
  serialize: (value) => value,
  parseValue: representationOf,
  parseLiteral: (node, variables) => representationOf(valueFromASTUntyped(node, variables)),
});
