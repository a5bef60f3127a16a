import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse, validate } from 'graphql';
import { maxReadsInARow } from '../../../src/graphql/limits/maxReadsInARow.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { UserError } from '../../../src/userError.js';

const schema = buildGreyoakSchema();
const errorsOf = (text: string, most = 2) => validate(schema, parse(text), [maxReadsInARow(most)]);
/** What the fields of a stock read, and on which path: by the message of a rule that allows nothing. */
function longestOf(fields: string): string | undefined {
  const [error] = errorsOf(`{ stock(ticker: "A") { ${fields} } }`, 0);
  return error && /got (\d+ \([^)]*\))/.exec(error.message)?.[1];
}

describe('reads one after the other', () => {
  const scores = (within: string) => `scores(mode: TRADER) { nodes { ${within} } }`;

  test('may be the most, and not one more', () => {
    const text = `{ stock(ticker: "A") { ${scores('previous { stock { bars { nodes { close } } } }')} } }`;
    expect(errorsOf(text, 3)).toEqual([]);
    const [error, ...others] = errorsOf(text);
    expect(others).toEqual([]);
    expect(error.message).toBe(
      'Expected at most 2 reads one after the other on a path, got 3 (stock.scores.nodes.previous.stock.bars): ' +
        'ask for bars of the stock further out.',
    );
    expect(error.originalError).toBeInstanceOf(UserError);
  });

  test.each(['profile { isin }', 'metrics { nodes { value } }', 'fundamentals { pe }', 'peers { hhi }'])(
    'let the stocks of a watch-list tell %s',
    (fields) => {
      expect(errorsOf(`{ watchlist { ${fields} } }`)).toEqual([]);
    },
  );

  test.each<[string, string | undefined]>([
    ['name sector { stockCount } score(mode: TRADER) { pillars { all { components { z } } } }', undefined],
    ['features { close }', '1 (stock.features)'],
    // The features as of which they are known are read at the same time.
    ['fundamentals { pe }', '1 (stock.fundamentals)'],
    ['shareholding { source }', '1 (stock.shareholding)'],
    ['sector { momentum { z } }', '1 (stock.sector.momentum)'],
    // The page is not waited for by its nodes' own fields, but the count comes after it.
    ['bars { pageInfo { endCursor } edges { node { close } } }', '1 (stock.bars)'],
    ['bars { totalCount }', '2 (stock.bars.totalCount)'],
    [scores('stock { features { close } }'), '2 (stock.scores.nodes.stock.features)'],
    [scores('stock { fundamentals { pe } }'), '2 (stock.scores.nodes.stock.fundamentals)'],
    // Books are in memory, so that nothing waits.
    [
      'score(mode: TRADER) { stock { score(mode: INVESTOR) { previous { value } } } }',
      '1 (stock.score.stock.score.previous)',
    ],
  ])('of %s', (fields, longest) => {
    expect(longestOf(fields)).toBe(longest);
  });

  test('count fields next to each other as one of them', () => {
    expect(longestOf('features { close } bars { nodes { close } } b: bars { nodes { close } }')).toBe(
      '1 (stock.features)',
    );
  });

  test('count previous within previous once, and again if another field is between', () => {
    const score = (within: string) => `score(mode: TRADER) { ${within} }`;
    expect(longestOf(score('previous { previous { previous { value } } }'))).toBe('1 (stock.score.previous)');
    expect(longestOf(score('previous { ...P ... on Score { previous { value } } } '))).toBe(
      '1 (stock.score.previous)',
    );
    expect(
      longestOf(score('previous { previous { stock { score(mode: TRADER) { previous { value } } } } }')),
    ).toBe('2 (stock.score.previous.previous.stock.score.previous)');
  });

  test('count previous in a fragment by where it is spread', () => {
    const text = (within: string) => `{ stock(ticker: "A") { score(mode: TRADER) { ${within} } } }
      fragment P on Score { previous { value } }`;
    expect(errorsOf(text('previous { ...P }'), 1)).toEqual([]);
    expect(errorsOf(text('...P previous { ...P stock { score(mode: TRADER) { ...P } } }'), 1)).toHaveLength(
      1,
    );
  });

  test('count through fragments and on the types of a node', () => {
    const text = `{ node(id: "x") { ... on Stock { ...S } ... on Sector { key } } }
      fragment S on Stock { scores(mode: TRADER) { ...C } }
      fragment C on ScoreConnection { totalCount }`;
    expect(errorsOf(text, 3)).toEqual([]);
    expect(errorsOf(text).map(({ message }) => message)).toEqual([
      'Expected at most 2 reads one after the other on a path, got 3 (node.scores.totalCount): ' +
        'ask for totalCount of the scores further out.',
    ]);
  });

  test('are those of each operation by itself', () => {
    const text =
      'query A { runs { totalCount } } query B { nodes(ids: []) { ... on Stock { bars { totalCount } } } }';
    expect(errorsOf(text).map(({ message }) => message)).toEqual([
      expect.stringContaining('got 3 (nodes.bars.totalCount)'),
    ]);
    expect(errorsOf(text, 1)).toHaveLength(2);
  });

  test('are counted quickly in a bomb, and the count ends', () => {
    const chain = Array.from(
      { length: 300 },
      (_, k) => `fragment F${k} on Stock { ...F${k + 1} ...F${k + 1} }`,
    );
    const bomb = (fields: string) =>
      `{ stock(ticker: "A") { ...F0 } } ${chain.join(' ')} fragment F300 on Stock { ${fields} }`;
    expect(errorsOf(bomb('bars { totalCount }'))).toEqual([]);
    expect(errorsOf(bomb(scores('previous { stock { features { close } } }')))).toHaveLength(1);
    const cycle =
      'fragment F on Stock { bars { totalCount } score(mode: TRADER) { stock { ...F } } ...Unknown }';
    expect(errorsOf(`{ stock(ticker: "A") { ...F } } ${cycle}`)).toEqual([]);
  });

  test('are none in introspection, nor in what the schema does not have', () => {
    expect(errorsOf(getIntrospectionQuery(), 0)).toEqual([]);
    expect(errorsOf('mutation { bars } ', 0)).toEqual([]);
    expect(errorsOf('{ nothing { bars { totalCount } } ... on Nothing { bars } }', 0)).toEqual([]);
  });
});
