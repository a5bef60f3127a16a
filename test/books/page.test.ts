import { describe, expect, test } from '@jest/globals';
import { pageOf, type PageSize } from '../../src/books/page.js';
import { pageOfRows } from '../../src/graphql/connection/pageOfRows.js';
import { rowsToRead } from '../../src/graphql/connection/requestedPage.js';
import { UserError } from '../../src/userError.js';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];

describe('a page', () => {
  test.each<[number, number, string, boolean, boolean]>([
    [2, 0, 'ab', true, false],
    [2, 2, 'cd', true, true],
    [2, 4, 'e', false, true],
    [5, 0, 'abcde', false, false],
    [500, 0, 'abcde', false, false],
    [2, 5, '', false, true],
    [0, 0, '', true, false],
    [0, 5, '', false, true],
  ])('the first %d from %d on', (first, start, items, hasNextPage, hasPreviousPage) => {
    expect(pageOf(LETTERS, { first, last: null }, start)).toEqual({
      items: [...items],
      hasNextPage,
      hasPreviousPage,
      totalCount: 5,
    });
  });

  test('of nothing', () => {
    expect(pageOf([], { first: 50, last: null })).toEqual({
      items: [],
      hasNextPage: false,
      hasPreviousPage: false,
      totalCount: 0,
    });
  });

  test.each<[number, number, string, boolean, boolean]>([
    [2, 5, 'de', false, true],
    [2, 3, 'bc', true, true],
    [5, 5, 'abcde', false, false],
    [5, 3, 'abc', true, false],
    [0, 3, '', true, true],
    [2, 0, '', true, false],
  ])('the last %d before %d', (last, end, items, hasNextPage, hasPreviousPage) => {
    expect(pageOf(LETTERS, { first: null, last }, 0, end)).toEqual({
      items: [...items],
      hasNextPage,
      hasPreviousPage,
      totalCount: 5,
    });
  });

  /** The algorithms of Relay's specification, word for word: EdgesToReturn, HasPreviousPage and HasNextPage. */
  function relayPage({ first, last }: PageSize, after: number | null, before: number | null) {
    const cut = LETTERS.filter((_, k) => (after === null || k > after) && (before === null || k < before));
    let edges = cut;
    if (first !== null && edges.length > first) edges = edges.slice(0, first);
    if (last !== null && edges.length > last) edges = edges.slice(edges.length - last);
    return {
      items: edges,
      hasPreviousPage: last === null ? after !== null : cut.length > last,
      hasNextPage: first === null ? before !== null : cut.length > first,
    };
  }

  test('is what the specification of Relay says, for all sizes and cursors', () => {
    const sizes = [null, 0, 1, 2, 5, 6];
    const cursors = [null, 0, 1, 2, 3, 4];
    const requests = sizes.flatMap((first) =>
      sizes.flatMap((last) =>
        cursors.flatMap((after) => cursors.map((before) => ({ first, last, after, before }))),
      ),
    );
    for (const request of requests) {
      const { after, before, ...size } = request;
      const start = after === null ? 0 : after + 1;
      const { totalCount, ...page } = pageOf(LETTERS, size, start, before ?? LETTERS.length);
      expect({ request, page }).toEqual({ request, page: relayPage(size, after, before) });
      expect(totalCount).toBe(5);
      // Rows that SQL reads between the cursors, from the end that the page is counted from.
      const read = LETTERS.slice(start, Math.max(start, before ?? LETTERS.length));
      const limit = size.first === null && size.last === null ? read.length : rowsToRead(size);
      const rows = size.first === null ? read.slice(Math.max(0, read.length - limit)) : read.slice(0, limit);
      expect({ request, page: pageOfRows(rows, size, { after, before }) }).toEqual({ request, page });
    }
  });

  test.each([-1, 501, 1.5, NaN, Infinity])('of the last %p items is refused', (last) => {
    expect(() => pageOf(LETTERS, { first: null, last })).toThrow(
      `Expected last to be a whole number of 0 to 500, got ${last}: ` +
        'ask for smaller pages, and for the next one with before.',
    );
  });

  test.each([-1, 501, 1.5, NaN, Infinity])('of %p items is refused', (first) => {
    let error: unknown = null;
    try {
      pageOf(LETTERS, { first, last: null });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UserError);
    expect(error).toHaveProperty(
      'message',
      `Expected first to be a whole number of 0 to 500, got ${first}: ` +
        'ask for smaller pages, and for the next one with after.',
    );
  });
});
