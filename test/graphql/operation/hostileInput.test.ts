import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { GRAPHQL_RULES } from '../../../src/graphql/operation/graphqlRules.js';
import { resolveOperation } from '../../../src/graphql/operation/resolveOperation.js';

const schema = buildSchema(`
  input Filter { not: Filter and: [Filter!] value: Float }
  type Query { found(filter: Filter, least: Float = 0, counts: [Int!], matrix: [[Float!]!]): Int }
`);

describe('numbers of a document', () => {
  test.each([
    ['a field', '{ found(least: 1e999) }', '1e999'],
    ['an input', '{ found(filter: { not: { value: -1e999 } }) }', '-1e999'],
    ['a list', '{ found(matrix: [[1, 2e400]]) }', '2e400'],
    ['the default of a variable', 'query ($v: Float = 1e309) { found(least: $v) }', '1e309'],
    ['a whole number', `{ found(least: ${'9'.repeat(400)}) }`, '99…'],
  ])('are refused where a double does not hold them: in %s', (_, document, got) => {
    const errors = validate(schema, parse(document), GRAPHQL_RULES);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Expected a number up to 1\.79e308, got .*: write a smaller one\.$/),
    ]);
    expect(errors[0].message).toContain(got.slice(0, 2));
  });

  test.each(['1.7976931348623157e308', '-1e308', '1e-999', '-0', '0.0'])('may be %s', (number) => {
    expect(validate(schema, parse(`{ found(least: ${number}) }`), GRAPHQL_RULES)).toEqual([]);
  });
});

describe('variables', () => {
  const document = parse('query ($f: Filter) { found(filter: $f) }');
  const nested = (depth: number, wrap: (inner: object) => object): unknown => {
    let value: object = {};
    for (let k = 1; k < depth; k++) value = wrap(value);
    return value;
  };
  const resolved = (f: unknown) => resolveOperation(schema, document, { variables: { f } });

  test.each([
    ['objects', (inner: object) => ({ not: inner })],
    ['lists', (inner: object) => [inner]],
    ['both', (inner: object) => ({ and: [inner] })],
  ])('are refused where %s are nested more deeply than brackets of a document may be', (_, wrap) => {
    for (const depth of [202, 5_000, 50_000]) {
      expect(() => resolved(nested(depth, wrap))).toThrow(
        'Expected variables whose values are nested at most 200 deep, got deeper ones: ask for less at once.',
      );
    }
  });

  test('may be nested as deeply as brackets of a document', () => {
    const f = nested(200, (inner) => ({ not: inner }));
    expect(resolved(f).sent).toEqual({ f });
  });
});
