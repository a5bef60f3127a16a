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

describeWithShared('the contract', 'spec/contract.graphql', (path) => {
  // One document, because the parts extend and use types of the first.
  const parts = [path, ...PARTS.map((part) => join(dirname(path), 'contract', part))];
  const text = parts.map((part) => readFileSync(part, 'utf8')).join('\n');
  const contract = linesOf(buildASTSchema(parse(text)));
  const lines = new Set(linesOf(buildGreyoakSchema()));

  test('is in the schema: each name, argument, default, nullability and enum value', () => {
    expect(contract.length).toBeGreaterThan(250);
    expect(contract.filter((line) => !lines.has(line))).toEqual([]);
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
