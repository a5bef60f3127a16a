import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { Scope } from '../../src/access/scopes.js';
import { applyPolicies } from '../../src/graphql/applyPolicies.js';
import { policyOf, type FieldPolicy } from '../../src/graphql/fieldPolicy.js';
import { inherited } from '../../src/graphql/inherited.js';
import type { Policies } from '../../src/graphql/noun.js';

const OPEN: FieldPolicy = { access: 'PUBLIC', freshness: 'COMMIT' };
const ACT: FieldPolicy = { access: 'RUNS_WRITE', freshness: 'VOLATILE' };
const TABLE: Policies = {
  'Query.thing': OPEN,
  'Mutation.act': ACT,
  'Thing.name': { access: 'INHERIT', freshness: 'INHERIT' },
  'Thing.parts': { access: 'INHERIT', freshness: 'INHERIT', size: 3 },
};

const schemaOf = () =>
  buildSchema(
    `type Query { thing(all: Boolean, of: [Extent!], first: Int): Thing } type Mutation { act: Int }
    type Thing { name: String parts: [Thing] } enum Extent { OWN ALL }`,
  );
const apply = (...tables: readonly Policies[]) => applyPolicies(schemaOf(), tables);
const without = (coordinate: string): Policies =>
  Object.fromEntries(Object.entries(TABLE).filter(([name]) => name !== coordinate));

describe('applyPolicies', () => {
  test('gives each field its policy, from the tables of several nouns', () => {
    const schema = schemaOf();
    applyPolicies(schema, [without('Mutation.act'), { 'Mutation.act': ACT }]);
    const query = schema.getQueryType()?.getFields()['thing'];
    expect(query && policyOf(query)).toBe(OPEN);
  });

  test('takes scopes for values of arguments that are Booleans, enums and lists of them', () => {
    const scopesOfArguments = { all: { true: 'KEYS_ADMIN' }, of: { ALL: 'KEYS_ADMIN' } } as const;
    expect(() => apply({ ...TABLE, 'Query.thing': { ...OPEN, scopesOfArguments } })).not.toThrow();
  });

  test.each<[string, Record<string, Record<string, Scope>>, string]>([
    ['an argument that is not there', { some: { true: 'KEYS_ADMIN' } }, '(some:) may have, got one for true'],
    ['an argument of another type', { first: { 1: 'KEYS_ADMIN' } }, '(first:) may have, got one for 1'],
    ['another value of an enum', { of: { ALL: 'KEYS_ADMIN', all: 'KEYS_ADMIN' } }, 'got one for all'],
    ['another value of a Boolean', { all: { yes: 'KEYS_ADMIN' } }, '(all:) may have, got one for yes'],
  ])('refuses scopes for %s', (_, scopesOfArguments, message) => {
    expect(() => apply({ ...TABLE, 'Query.thing': { ...OPEN, scopesOfArguments } })).toThrow(message);
  });

  test.each<[string, readonly Policies[], string]>([
    [
      'a field without a policy',
      [without('Thing.name')],
      'Expected a policy for Thing.name, got none: add it to the policies.ts of its noun.',
    ],
    [
      'a policy without a field',
      [TABLE, inherited('Thing', ['colour'])],
      'Expected policies for fields of the schema only, got some for Thing.colour: remove them.',
    ],
    [
      'two policies for one field',
      [TABLE, inherited('Thing', ['name'])],
      'Expected one policy for Thing.name, got one in two nouns.',
    ],
    [
      'a list of objects without a size',
      [{ ...TABLE, ...inherited('Thing', ['parts']) }],
      'Expected a size in the policy of Thing.parts, as it is a list of objects.',
    ],
    [
      'a size of what is no list',
      [{ ...TABLE, 'Thing.name': { access: 'INHERIT', freshness: 'INHERIT', size: 1 } }],
      'Expected no size in the policy of Thing.name, as it is no list of objects.',
    ],
    [
      'a root field that inherits',
      [{ ...TABLE, ...inherited('Query', ['thing']) }],
      'Expected Query.thing to say its access and freshness: a root field has no parent.',
    ],
    [
      'a mutation whose answer would be kept',
      [{ ...TABLE, 'Mutation.act': OPEN }],
      'Expected Mutation.act to be VOLATILE: only answers of queries are kept.',
    ],
  ])('refuses %s', (_, tables, message) => {
    expect(() => apply(...tables)).toThrow(new Error(message));
  });
});
