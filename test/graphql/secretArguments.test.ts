/** Each argument and field of an input that is named like a secret is one by the policy of its mutation. */
import { expect, test } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { applyPolicies } from '../../src/graphql/applyPolicies.js';
import { policyOf, type FieldPolicy } from '../../src/graphql/fieldPolicy.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';

const NAMES = /^(current|next)$|password|secret|token$/i;

/** Returns the paths to texts that are named like secrets. */
function pathsIn(
  inputs: readonly (GraphQLArgument | GraphQLInputField)[],
  outer: readonly string[] = [],
): string[] {
  return inputs.flatMap(({ name, type }) => {
    const [path, inner] = [[...outer, name], getNamedType(type)];
    if (isInputObjectType(inner))
      return path.length > 5 ? [] : pathsIn(Object.values(inner.getFields()), path);
    return ['String', 'ID'].includes(inner.name) && NAMES.test(name) ? [path.join('.')] : [];
  });
}

/** Returns the coordinates that are named like secrets and that no policy names. */
function forgotten(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const told = policyOf(field)?.secretArguments ?? [];
      const paths = pathsIn(field.args).filter((path) => !told.includes(path));
      return paths.map((path) => `${type.name}.${field.name}(${path}:)`);
    });
  });
}

test('no policy of the schema forgets a secret', () => {
  expect(forgotten(buildGreyoakSchema())).toEqual([]);
});

const SCHEMA = `
  type Query { a: Int }
  type Mutation { act(input: Input, refreshToken: String, currentPassword: String, after: String): Int }
  input Input { email: String, inner: Inner, secret: Boolean }
  input Inner { next: String!, password: [String!], tokens: Int }
`;
function schemaWith(policy: Partial<FieldPolicy>): GraphQLSchema {
  const schema = buildSchema(SCHEMA);
  applyPolicies(schema, [
    {
      'Query.a': { access: 'PUBLIC', freshness: 'COMMIT' },
      'Mutation.act': { access: 'PUBLIC', freshness: 'VOLATILE', ...policy },
    },
  ]);
  return schema;
}

test('a policy that forgets one is found', () => {
  expect(forgotten(schemaWith({ secretArguments: ['input.inner.next', 'refreshToken'] }))).toEqual([
    'Mutation.act(input.inner.password:)',
    'Mutation.act(currentPassword:)',
  ]);
});

test.each(['other', 'input', 'input.other', 'refreshToken.x'])('a policy with %s is refused', (path) => {
  expect(() => schemaWith({ secretArguments: [path] })).toThrow(
    `Expected secret arguments of Mutation.act to be texts that it takes, got ${path}`,
  );
});

test.each(['secretArguments', 'isGuess', 'ignoresCredential'] as const)(
  'a query with %s is refused',
  (name) => {
    const policy = {
      access: 'PUBLIC',
      freshness: 'COMMIT',
      [name]: name === 'secretArguments' ? [] : true,
    } as const;
    expect(() => applyPolicies(buildSchema('type Query { a: Int }'), [{ 'Query.a': policy }])).toThrow(
      `Expected no ${name} in the policy of Query.a: only mutations have it.`,
    );
  },
);
