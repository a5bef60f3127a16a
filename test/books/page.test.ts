import { describe, expect, test } from '@jest/globals';
import { pageOf } from '../../src/books/page.js';
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
    expect(pageOf(LETTERS, first, start)).toEqual({
      items: [...items],
      hasNextPage,
      hasPreviousPage,
      totalCount: 5,
    });
  });

  test('of nothing', () => {
    expect(pageOf([], 50, 0)).toEqual({
      items: [],
      hasNextPage: false,
      hasPreviousPage: false,
      totalCount: 0,
    });
  });

  test.each([-1, 501, 1.5, NaN, Infinity])('of %p items is refused', (first) => {
    let error: unknown = null;
    try {
      pageOf(LETTERS, first, 0);
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
