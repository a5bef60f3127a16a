/** What is searched: texts as people write and paste them, and nothing that prints as something else. */
import { expect, test } from '@jest/globals';
import { searchRequestOf } from '../../src/graphql/search/searchRequestOf.js';
import type { SearchInput } from '../../src/graphql/search/searchInput.js';

const requestOf = (query: string) =>
  searchRequestOf({ query, mode: 'KEYWORD', first: 10 } satisfies SearchInput, {
    snapshot: { company: () => null } as never,
  });

test.each([
  ['क्\u200dषमता', 'क्षमता'],
  ['\u{1F468}\u200d\u{1F469} plant', '\u{1F468}\u{1F469} plant'],
  ['\ufeffcap\u00adacity\u200b ', 'capacity'],
])('%j is searched as %j', (written, query) => {
  expect(requestOf(written).query).toBe(query);
});

test.each(['', ' ', '\u200d', 'a\u0000', 'a\u202eb', '\ud800', 'x'.repeat(501)])('%j is refused', (query) => {
  expect(() => requestOf(query)).toThrow('Expected input.query of 1 to 500 characters that print');
});
