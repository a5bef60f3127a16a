import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeCursor, type StockCursor } from '../../src/books/cursor.js';
import { DayBook } from '../../src/books/dayBook.js';
import { DIRECTIONS, inOrder, STOCK_ORDER_FIELDS, type StockOrder } from '../../src/books/order.js';
import { filterKey } from '../../src/books/filterKey.js';
import { screen, type StockFilter } from '../../src/books/screen.js';
import { stockPage, type StockPageRequest } from '../../src/books/stockPage.js';
import { UserError } from '../../src/userError.js';
import { bookOf, DAY, listed, randomBooks, row, RUNS, symbols, ticker } from '../support/days/book.js';

const book = bookOf(
  row('A', { value: 60, band: 'HOLD' }),
  row('B', { value: 90, band: 'STRONG_BUY' }),
  row('C', { value: 70, band: 'BUY' }),
  row('D', { value: 80, band: 'STRONG_BUY' }),
);
const SCORE: StockOrder = { field: 'SCORE', direction: 'DESC' };
const PLACE: StockCursor = {
  ...{
    runId: 7,
    mode: 'INVESTOR',
    batch: 3,
    riskRun: null,
    on: null,
    method: null,
    includesAll: false,
    order: SCORE,
    filter: '',
    ticker: ticker('D'),
  },
};
const cursorAt = (symbol: string, given: Partial<StockCursor> = {}) =>
  encodeCursor({ ...PLACE, ...given, ticker: ticker(symbol) });
const shown = (request: StockPageRequest) =>
  stockPage(listed(book), request)
    .items.map(({ row: one }) => one.ticker[0])
    .join('');

function refusal(request: StockPageRequest): unknown {
  try {
    stockPage(listed(book), request);
  } catch (error) {
    return error;
  }
  return null;
}

describe('a page of stocks', () => {
  test('begins with the best score where no order is given', () => {
    expect(shown({ first: 2 })).toBe('BD');
    expect(shown({ first: 2, orderBy: { field: 'TICKER', direction: 'ASC' } })).toBe('AB');
  });

  test('continues behind a cursor, and gives a cursor per stock', () => {
    const page = stockPage(listed(book), { first: 2, after: cursorAt('D') });
    expect(page.items.map(({ cursor }) => cursor())).toEqual([cursorAt('C'), cursorAt('A')]);
    expect(page).toMatchObject({ hasNextPage: false, hasPreviousPage: true, totalCount: 4 });
  });

  test('counts what the filter holds for', () => {
    const page = stockPage(listed(book), { first: 1, filter: { bands: ['STRONG_BUY'] } });
    expect(page).toMatchObject({ hasNextPage: true, hasPreviousPage: false, totalCount: 2 });
  });

  test('continues at its place when the filter no longer holds for the stock of the cursor', () => {
    const filter: StockFilter = { bands: ['HOLD', 'BUY'] };
    const given = { filter: filterKey(filter) };
    expect(shown({ first: 5, after: cursorAt('D', given), filter })).toBe('CA');
    expect(shown({ last: 5, before: cursorAt('D', given), filter })).toBe('');
    expect(shown({ last: 1, before: cursorAt('A', given), filter })).toBe('C');
  });

  test.each<[string, StockFilter | null, StockFilter | null]>([
    ['one where none is given', { bands: ['BUY'] }, null],
    ['none where one is given', null, { bands: ['BUY'] }],
    ['another band', { bands: ['BUY'] }, { bands: ['HOLD'] }],
    ['another bound', { score: { min: 10 } }, { score: { max: 10 } }],
  ])('a cursor of another filter is refused: %s', (_, of, filter) => {
    const [one] = stockPage(listed(book), { first: 1, filter: of }).items;
    for (const request of [
      { first: 2, after: one.cursor() },
      { last: 2, before: one.cursor() },
    ]) {
      expect(String(refusal({ ...request, filter }))).toBe(
        'UserError: Expected a cursor of the same filter and include, got one of another: ' +
          'keep to these, or begin again without a cursor.',
      );
    }
  });

  test('a cursor is of the same filter when lists are in another order, and nulls are left out', () => {
    const [one] = stockPage(listed(book), {
      first: 1,
      filter: { bands: ['HOLD', 'BUY'], search: null },
    }).items;
    expect(shown({ first: 2, after: one.cursor(), filter: { bands: ['BUY', 'HOLD', 'BUY'] } })).toBe('A');
    const [other] = stockPage(listed(book), { first: 1, filter: {} }).items;
    expect(shown({ first: 1, after: other.cursor(), filter: { score: null } })).toBe('D');
  });

  test('of none tells whether there is any', () => {
    expect(stockPage(listed(book), { first: 0 })).toMatchObject({ items: [], hasNextPage: true });
    expect(stockPage(listed(book), { first: 0, after: cursorAt('A') })).toMatchObject({
      items: [],
      hasNextPage: false,
    });
  });

  test('a cursor of another order is refused', () => {
    const error = refusal({ first: 2, after: cursorAt('D', { order: { field: 'NAME', direction: 'ASC' } }) });
    expect(error).toBeInstanceOf(UserError);
    expect(error).toHaveProperty(
      'message',
      'Expected a cursor of the order SCORE DESC, got one of NAME ASC: ' +
        'keep to its order, or begin again without a cursor.',
    );
    expect(
      refusal({ first: 2, after: cursorAt('D', { order: { ...SCORE, direction: 'ASC' } }) }),
    ).toBeInstanceOf(UserError);
  });

  test.each([
    ['of another run', cursorAt('D', { runId: 8 }), 'from pageInfo or an edge of this connection'],
    ['of a stock without a score', cursorAt('X'), 'of a stock that the list has, got one of X.NS'],
    ['of another mode', cursorAt('D', { mode: 'TRADER' }), 'from pageInfo or an edge of this connection'],
    ['that is none', 'nonsense', 'from pageInfo or an edge of this connection'],
  ])('a cursor %s is refused', (_, after, expected) => {
    const error = refusal({ first: 2, after });
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(`Expected a cursor ${expected}`);
  });

  test('a page that is too large is refused', () => {
    expect(String(refusal({ first: 501 }))).toContain('0 to 500, got 501');
  });
});

describe('paging', () => {
  test('with pages of any size gives each stock once, in order', () => {
    fc.assert(
      fc.property(
        randomBooks,
        fc.record({
          field: fc.constantFrom(...STOCK_ORDER_FIELDS),
          direction: fc.constantFrom(...DIRECTIONS),
        }),
        fc.integer({ min: 1, max: 45 }),
        fc.constantFrom({}, { bands: ['HOLD', 'AVOID'] as const }, { search: 'tata' }),
        (any, orderBy, first, filter) => {
          const expected = symbols(any, inOrder(listed(any), screen(listed(any), filter), orderBy));
          const seen: string[] = [];
          let after: string | null = null;
          for (let pages = 0; pages <= expected.length; pages++) {
            const page = stockPage(listed(any), { filter, orderBy, first, after });
            expect(page.totalCount).toBe(expected.length);
            expect(page.hasPreviousPage).toBe(seen.length > 0);
            seen.push(...page.items.map(({ row: one }) => one.ticker.replace(/\.NS$/, '')));
            expect(page.hasNextPage).toBe(seen.length < expected.length);
            if (!page.hasNextPage) break;
            after = page.items[page.items.length - 1].cursor();
          }
          expect(seen).toEqual(expected);
        },
      ),
      RUNS,
    );
  });

  test('backwards gives the same pages from the end', () => {
    fc.assert(
      fc.property(
        randomBooks,
        fc.record({
          field: fc.constantFrom(...STOCK_ORDER_FIELDS),
          direction: fc.constantFrom(...DIRECTIONS),
        }),
        fc.integer({ min: 1, max: 45 }),
        fc.constantFrom({}, { bands: ['HOLD', 'AVOID'] as const }, { search: 'tata' }),
        (any, orderBy, last, filter) => {
          const expected = symbols(any, inOrder(listed(any), screen(listed(any), filter), orderBy));
          let seen: string[] = [];
          let before: string | null = null;
          for (let pages = 0; pages <= expected.length; pages++) {
            const page = stockPage(listed(any), { filter, orderBy, last, before });
            expect(page.hasNextPage).toBe(seen.length > 0);
            seen = [...page.items.map(({ row: one }) => one.ticker.replace(/\.NS$/, '')), ...seen];
            expect(page.hasPreviousPage).toBe(seen.length < expected.length);
            if (!page.hasPreviousPage) break;
            before = page.items[0].cursor();
          }
          expect(seen).toEqual(expected);
        },
      ),
      RUNS,
    );
  });

  test('stays with the run of its cursor while a newer run scores otherwise', () => {
    const [first] = stockPage(listed(book), { first: 1 }).items;
    const newer = new DayBook(
      8,
      'INVESTOR',
      DAY,
      book.rows.map((one) => ({ ...one, value: 100 - one.value })),
    );
    expect(() => stockPage(listed(newer), { first: 5, after: first.cursor() })).toThrow(UserError);
    expect(shown({ first: 5, after: first.cursor() })).toBe('DCA');
  });
});
