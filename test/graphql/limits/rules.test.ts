import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse, validate, type ValidationRule } from 'graphql';
import { maxAliases } from '../../../src/graphql/limits/maxAliases.js';
import { maxDirectives } from '../../../src/graphql/limits/maxDirectives.js';
import { maxRootFields } from '../../../src/graphql/limits/maxRootFields.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { UserError } from '../../../src/userError.js';

const schema = buildGreyoakSchema();
const errorsOf = (rule: ValidationRule, text: string) => validate(schema, parse(text), [rule]);
const messagesOf = (rule: ValidationRule, text: string) => errorsOf(rule, text).map(({ message }) => message);
const repeated = (times: number, text: (k: number) => string) =>
  Array.from({ length: times }, (_, k) => text(k)).join(' ');
/** Each fragment spreads the next one twice: 2 ** levels paths. */
const bomb = (levels: number, innermost: string) =>
  `{ ...F0 } ${repeated(levels, (k) => `fragment F${k} on Query { ...F${k + 1} ...F${k + 1} }`)} ` +
  `fragment F${levels} on Query { ${innermost} }`;

describe('aliases', () => {
  const aliased = (times: number) => repeated(times, (k) => `a${k}: method { b: name }`);

  test('may be the most, and not one more', () => {
    expect(errorsOf(maxAliases(6), `{ ${aliased(3)} sectors { key } }`)).toEqual([]);
    const [error, ...others] = errorsOf(maxAliases(5), `{ ${aliased(3)} }`);
    expect(others).toEqual([]);
    expect(error.message).toBe(
      'Expected at most 5 aliases in a document, got 6: ask for the others in a request of their own.',
    );
    expect(error.originalError).toBeInstanceOf(UserError);
  });

  test('count in fragments and in all operations, once each', () => {
    const text = `query A { ...F ...F } query B { x: __typename ... { y: __typename } } fragment F on Query { ${aliased(2)} }`;
    expect(errorsOf(maxAliases(6), text)).toEqual([]);
    expect(messagesOf(maxAliases(5), text)).toEqual([expect.stringContaining('got 6:')]);
  });

  test('by the thousand are one error, at the first one that is too many', () => {
    const [error, ...others] = errorsOf(
      maxAliases(100),
      `{\n${repeated(3_000, (k) => `a${k}: __typename\n`)} }`,
    );
    expect(others).toEqual([]);
    expect(error.message).toContain('got 3000:');
    // They stand one to a line, the first in the second line.
    expect(error.locations?.[0].line).toBe(2 + 100);
  });

  test('are not needed for introspection', () => {
    expect(errorsOf(maxAliases(0), getIntrospectionQuery())).toEqual([]);
  });
});

describe('directives', () => {
  const used = (times: number) => repeated(times, () => '__typename @include(if: true)');

  test('may be the most, and not one more', () => {
    expect(errorsOf(maxDirectives(4), `{ ${used(4)} }`)).toEqual([]);
    const [error, ...others] = errorsOf(maxDirectives(4), `{ ${used(5)} }`);
    expect(others).toEqual([]);
    expect(error.message).toBe(
      'Expected at most 4 directives in a document, got 5: put one around several fields, in a fragment.',
    );
    expect(error.originalError).toBeInstanceOf(UserError);
  });

  test('count wherever they stand, also where they are not allowed', () => {
    const text =
      'query Q ($a: Int @b) @c { __typename @d @d ...F @e ... @f { __typename } } fragment F on Query @g { __typename }';
    expect(errorsOf(maxDirectives(7), text)).toEqual([]);
    expect(messagesOf(maxDirectives(6), text)).toEqual([expect.stringContaining('got 7:')]);
  });

  test('by the thousand are one error', () => {
    expect(messagesOf(maxDirectives(50), `{ __typename ${'@skip(if: false) '.repeat(3_000)} }`)).toEqual([
      expect.stringContaining('got 3000:'),
    ]);
  });
});

describe('fields at the root', () => {
  const fields = (times: number) => repeated(times, (k) => `a${k}: method { name hash }`);

  test('may be the most, and not one more', () => {
    expect(errorsOf(maxRootFields(8), `{ ${fields(8)} }`)).toEqual([]);
    const [error, ...others] = errorsOf(maxRootFields(8), `{ ${fields(9)} }`);
    expect(others).toEqual([]);
    expect(error.message).toBe(
      'Expected at most 8 fields at the root of an operation, got 9: ask for the others in a request of their own.',
    );
    expect(error.originalError).toBeInstanceOf(UserError);
  });

  test('count in fragments, named and inline, each once, and introspection as well', () => {
    const text = `{ ...F ... { ...F ... on Query { __typename } } s: __schema { queryType { name } } }
      fragment F on Query { ${fields(3)} }`;
    expect(errorsOf(maxRootFields(5), text)).toEqual([]);
    expect(messagesOf(maxRootFields(4), text)).toEqual([expect.stringContaining('got 5:')]);
  });

  test('are those of each operation by itself', () => {
    const text = `query A { ${fields(3)} } query B { ${fields(4)} } query C { ${fields(5)} }`;
    expect(messagesOf(maxRootFields(3), text)).toEqual([
      expect.stringContaining('got 4:'),
      expect.stringContaining('got 5:'),
    ]);
  });

  test('of bombs are counted quickly, and the count ends for fragments within themselves', () => {
    expect(errorsOf(maxRootFields(3), bomb(300, fields(3)))).toEqual([]);
    expect(messagesOf(maxRootFields(3), bomb(300, fields(4)))).toEqual([expect.stringContaining('got 4:')]);
    expect(errorsOf(maxRootFields(1), '{ ...F } fragment F on Query { __typename ...F ...Unknown }')).toEqual(
      [],
    );
  });
});
