import { describe, expect, test } from '@jest/globals';
import { GraphQLError, Kind } from 'graphql';
import { DEEPEST_NESTING, MOST_COMPARISONS, readDocument } from '../../../src/graphql/limits/readDocument.js';

const MOST_TOKENS = 10_000;
const problemOf = (text: string, maxTokens: number): string | null => {
  const result = readDocument(text, maxTokens, () => undefined);
  return typeof result === 'string' ? result : null;
};
const nested = (depth: number): string => '{a'.repeat(depth) + '}'.repeat(depth);
const TOO_DEEP = 'Expected brackets nested at most 200 deep, got deeper ones: ask for less at once.';

describe('a document', () => {
  test('may have brackets nested just so deep, whatever its texts and comments contain', () => {
    expect(problemOf(nested(DEEPEST_NESTING), MOST_TOKENS)).toBeNull();
    expect(problemOf(nested(DEEPEST_NESTING + 1), MOST_TOKENS)).toBe(TOO_DEEP);
    expect(problemOf(`{ a(b: "${'['.repeat(500)}") # ${'('.repeat(500)}\n }`, MOST_TOKENS)).toBeNull();
    expect(problemOf('[('.repeat(101), MOST_TOKENS)).toBe(TOO_DEEP);
    expect(problemOf('{a}'.repeat(500), MOST_TOKENS)).toBeNull();
  });

  test('may have just so many tokens', () => {
    const names = (count: number) => Array.from({ length: count }, (_, k) => `a${k}`).join(' ');
    const document = readDocument(`{${names(MOST_TOKENS - 2)}}`, MOST_TOKENS, () => undefined);
    expect(document).toMatchObject({ kind: Kind.DOCUMENT });
    expect(problemOf(`{${names(MOST_TOKENS - 1)}}`, MOST_TOKENS)).toBe(
      'Expected a document of at most 10000 tokens, got a longer one: ask for less at once.',
    );
  });

  test('may ask for one field as often as takes few comparisons', () => {
    // n fields are n, and n (n - 1) pairs of them: n² in all. 25,000 is between the squares of 158 and 159.
    expect(MOST_COMPARISONS).toBe(25_000);
    expect(problemOf(`{${'a '.repeat(158)}}`, MOST_TOKENS)).toBeNull();
    expect(problemOf(`{${'a '.repeat(159)}}`, MOST_TOKENS)).toMatch(
      /^Expected a document that asks for each field/,
    );
    // As many within each other: 100 a are 100², and the 200 b within them 200² more.
    expect(problemOf(`{${'a{b b}'.repeat(100)}}`, MOST_TOKENS)).toMatch(/^Expected a document that asks/);
    // The same through fragments, which are compared too.
    const fragments = Array.from({ length: 60 }, (_, k) => `fragment f${k} on Query { a a a }`).join(' ');
    const spreads = Array.from({ length: 60 }, (_, k) => `...f${k}`).join(' ');
    expect(problemOf(`{ ${spreads} } ${fragments}`, MOST_TOKENS)).toMatch(/^Expected a document that asks/);
    expect(problemOf(`{ ${spreads} } ${fragments.replaceAll('a a a', 'a')}`, MOST_TOKENS)).toBeNull();
  });

  test.each(['{ a(b: "', '', '{ a'])('that cannot be parsed is its syntax error: %j', (text) => {
    expect(readDocument(text, MOST_TOKENS, () => undefined)).toBeInstanceOf(GraphQLError);
  });

  test('is charged for before each step, whatever becomes of it', () => {
    const stepsOf = (text: string, budget = Infinity): number[] => {
      const steps: number[] = [];
      const charge = (units: number) => {
        steps.push(units);
        if (steps.length > budget) throw new Error('no units are left');
      };
      try {
        readDocument(text, 100, charge);
      } catch {
        steps.push(NaN);
      }
      return steps;
    };
    // Lexing; parsing; validating.
    expect(stepsOf('{ a }')).toHaveLength(3);
    expect(stepsOf('{ a')).toHaveLength(2);
    expect(stepsOf('"')).toHaveLength(1);
    expect(stepsOf(`{ ${'a '.repeat(200)} }`)).toHaveLength(1);
    expect(stepsOf('{ a }', 1)).toEqual([expect.any(Number), expect.any(Number), NaN]);
    const [lexed, parsed] = stepsOf('{ a b c }');
    expect(stepsOf(`{ a b c } # ${'x'.repeat(1_000)}`)[0]).toBeGreaterThan(lexed);
    expect(stepsOf('{ a b c d e f }')[1]).toBeGreaterThan(parsed);
  });
});
