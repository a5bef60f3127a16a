import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse, validate } from 'graphql';
import { maxDepth } from '../../src/graphql/limits/maxDepth.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { UserError } from '../../src/userError.js';

/** The most that the rule takes here; that of the service is a setting. */
const MAX_DEPTH = 12;

const errorsOf = (source: string) => validate(buildGreyoakSchema(), parse(source), [maxDepth(MAX_DEPTH)]);
/** `previous` within `previous`, so that the whole has this depth: stock, score, previous …, value. */
const previous = (depth: number): string =>
  `stock(ticker: "INFY") { score(mode: TRADER) { ${'previous { '.repeat(depth - 3)}value${' }'.repeat(depth - 3)} } }`;

describe('the depth of an operation', () => {
  test('may be the greatest, and not one more', () => {
    expect(errorsOf(`{ ${previous(MAX_DEPTH)} }`)).toEqual([]);
    const [error] = errorsOf(`{ ${previous(MAX_DEPTH + 1)} }`);
    expect(error.message).toBe(
      'Expected fields nested at most 12 deep, got 13: ask for the inner ones in an operation of their own.',
    );
    expect(error.originalError).toBeInstanceOf(UserError);
  });

  test('is as great as the rule is configured', () => {
    const errors = validate(buildGreyoakSchema(), parse(`{ ${previous(5)} }`), [maxDepth(4)]);
    expect(errors.map(({ message }) => message)).toEqual([
      'Expected fields nested at most 4 deep, got 5: ask for the inner ones in an operation of their own.',
    ]);
    expect(validate(buildGreyoakSchema(), parse(`{ ${previous(5)} }`), [maxDepth(5)])).toEqual([]);
  });

  test('counts through fragments, named and inline', () => {
    const inFragment = `query A { ...F } fragment F on Query { ... on Query { ${previous(MAX_DEPTH + 1)} } }`;
    expect(errorsOf(inFragment)).toHaveLength(1);
    expect(errorsOf(inFragment.replace(previous(MAX_DEPTH + 1), previous(MAX_DEPTH)))).toEqual([]);
  });

  test('is that of the deepest operation, each judged by itself', () => {
    const document = `query A { ${previous(5)} } query B { ${previous(20)} } query C { ${previous(30)} }`;
    expect(errorsOf(document).map(({ message }) => /got (\d+)/.exec(message)?.[1])).toEqual(['20', '30']);
  });

  test('does not run for ever in a fragment within itself, nor grow with how often one is spread', () => {
    expect(errorsOf('{ ...F } fragment F on Query { ...F }')).toEqual([]);
    // Each fragment spreads the next one twice: 2 ** 200 paths.
    const chain = Array.from(
      { length: 200 },
      (_, k) => `fragment F${k} on Query { ...F${k + 1} ...F${k + 1} }`,
    );
    expect(errorsOf(`{ ...F0 } ${chain.join(' ')} fragment F200 on Query { ${previous(13)} }`)).toHaveLength(
      1,
    );
  });

  test('leaves introspection alone', () => {
    expect(errorsOf(getIntrospectionQuery())).toEqual([]);
  });
});
