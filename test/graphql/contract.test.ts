import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  buildASTSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { describeWithShared } from '../support/shared.js';

/** Files that extend the contract. */
const PARTS = ['access.graphql'];

/** Parts of the contract that may still be missing, and the types that only they use: sessions, and the audit. */
const STILL_TO_COME: readonly string[] = [
  ...['auditLog', 'users'].map((field) => `Query.${field}`),
  ...['changePassword', 'createUser', 'deleteMyAccount', 'deleteUser'].map((field) => `Mutation.${field}`),
  ...['resetPassword', 'setPassword', 'signIn', 'updateMe', 'updateUser'].map((field) => `Mutation.${field}`),
  'User.lastSignInAt',
];
const STILL_TO_COME_TYPES: readonly string[] = [
  ...['AuditAction', 'AuditEntry', 'AuditEntryConnection', 'AuditEntryEdge', 'AuditFilter', 'AuditResult'],
  ...['ChangePasswordInput', 'CreateUserInput', 'CreatedUser', 'PasswordLink', 'SignInInput'],
  ...['UpdateUserInput', 'UserConnection', 'UserEdge', 'UserFilter'],
];

/** Arguments that all connections have in addition to those of the contract: Relay's, for pages from the end. */
const OF_CONNECTIONS = ['last: Int', 'before: String'];

/** Every name of a schema with its arguments, nullability and defaults, a line each. */
function linesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(linesOfType);
}

function linesOfType(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `enum ${type.name} ${name}`);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(
      (field) =>
        `input ${type.name}.${field.name}: ${String(field.type)} = ${JSON.stringify(field.defaultValue)}`,
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [`scalar ${type.name}`];
  const interfaces = type.getInterfaces().map((one) => `${type.name} implements ${one.name}`);
  const fields = Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}: ${String(field.type)}`,
    ...field.args.map(
      (one) =>
        `${type.name}.${field.name}(${one.name}: ${String(one.type)} = ${JSON.stringify(one.defaultValue)})`,
    ),
  ]);
  return [...interfaces, ...fields];
}

/** Whether a line belongs to a part that is not there at all; one that is there must be whole. */
function isToCome(line: string, schema: GraphQLSchema): boolean {
  const [path] = line.replace(/^(input|enum|scalar) /, '').split(/[:( ]/);
  const [typeName, fieldName] = path.split('.');
  const type = schema.getType(typeName);
  if (STILL_TO_COME_TYPES.includes(typeName)) return type === undefined;
  return STILL_TO_COME.includes(path) && isObjectType(type) && type.getFields()[fieldName] === undefined;
}

describeWithShared('the contract', 'spec/contract.graphql', (path) => {
  // One document, because the parts extend and use types of the first.
  const parts = [path, ...PARTS.map((part) => join(dirname(path), 'contract', part))];
  const text = parts.map((part) => readFileSync(part, 'utf8')).join('\n');
  const contract = linesOf(buildASTSchema(parse(text)));
  const schema = buildGreyoakSchema();
  const lines = new Set(linesOf(schema));

  test('is in the schema: each name, argument, default, nullability and enum value', () => {
    const wanted = contract.filter((line) => !isToCome(line, schema));
    expect(wanted.length).toBeGreaterThan(250);
    expect(wanted.filter((line) => !lines.has(line))).toEqual([]);
  });

  test('knows every argument of the fields that it has', () => {
    const known = new Set(contract.map((line) => line.split(' = ')[0]));
    const fields = new Set(contract.filter((line) => !line.includes('(')).map((line) => line.split(':')[0]));
    const connections = new Set([...fields].filter((field) => known.has(`${field}(first: Int`)));
    for (const field of connections) {
      for (const argument of OF_CONNECTIONS) known.add(`${field}(${argument}`);
    }
    const further = [...lines].filter((line) => line.includes('(') && fields.has(line.split('(')[0]));
    expect(further.filter((line) => !known.has(line.split(' = ')[0]))).toEqual([]);
  });
});
