import { afterEach, describe, expect, it } from '@jest/globals';
import { DEEPEST_NESTING, MOST_TOKENS, problemOf } from '../../src/http/documentLimits.js';
import { appWith, closeApps } from './app.js';

afterEach(closeApps);

const nested = (depth: number): string => '{a'.repeat(depth) + '}'.repeat(depth);
const TOO_DEEP = 'Expected brackets nested at most 200 deep, but the document has more.';

describe('a document', () => {
  it('may have brackets nested just so deep, whatever stands in its texts and comments', () => {
    expect(problemOf(nested(DEEPEST_NESTING))).toBeNull();
    expect(problemOf(nested(DEEPEST_NESTING + 1))).toBe(TOO_DEEP);
    expect(problemOf(`{ a(b: "${'['.repeat(500)}") # ${'('.repeat(500)}\n }`)).toBeNull();
    expect(problemOf('[('.repeat(101))).toBe(TOO_DEEP);
    expect(problemOf('{a}'.repeat(500))).toBeNull();
  });

  it('may have just so many tokens', () => {
    expect(problemOf(`{${'a '.repeat(MOST_TOKENS - 2)}}`)).toBeNull();
    expect(problemOf(`{${'a '.repeat(MOST_TOKENS - 1)}}`)).toBe(
      'Expected a document of at most 10000 tokens, but a longer one came: ask for less at once.',
    );
  });

  it('that is none is left to the parser', () => {
    expect(problemOf('{ a(b: "')).toBeNull();
    expect(problemOf('')).toBeNull();
  });

  it('that is too deep is refused by POST and GET, with the request id', async () => {
    const app = await appWith();
    const query = nested(1000);
    const requests = [
      { method: 'POST', url: '/graphql', payload: { query } },
      { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}` },
    ] as const;
    for (const request of requests) {
      const response = await app.inject({ ...request, headers: { 'x-request-id': 'deep-1' } });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toEqual({
        errors: [{ message: TOO_DEEP, extensions: { code: 'BAD_USER_INPUT', requestId: 'deep-1' } }],
      });
    }
  });
});
