import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  DIRECTIONS,
  inOrder,
  STOCK_ORDER_FIELDS,
  type StockOrder,
  type StockOrderField,
} from '../../src/books/order.js';
import { changeOf } from '../../src/books/changeOf.js';
import { PILLAR_FIELDS } from '../../src/books/pillarFields.js';
import { screen } from '../../src/books/screen.js';
import { bookOf, listed, randomBooks, row, RUNS, symbols } from '../support/days/book.js';

const inFull = (book: ReturnType<typeof bookOf>, field: StockOrderField, direction: 'ASC' | 'DESC') =>
  symbols(book, listed(book).ordered({ field, direction }).indices);

describe('order by', () => {
  // Changes: A null, B 70.1 - 70 = 0.1, C 60.1 - 60 = 0.1 (other doubles), D 50 - 52 = -2.
  const book = bookOf(
    row('A', { value: 60.1, name: 'beta', penalty: 3, confidence: 0.5 }),
    row('B', { value: 70.1, name: 'Zeta', penalty: 1, confidence: 0.5, previousSessionValue: 70 }),
    row('C', { value: 60.1, name: 'alpha', penalty: 2, confidence: 0.75, previousSessionValue: 60 }),
    row('D', { value: 50, name: 'Zeta', penalty: 1, confidence: 1, previousSessionValue: 52 }),
  );

  test.each<[StockOrderField, string, string]>([
    // Equal ones by ticker, ascending in both directions.
    ['SCORE', 'DACB', 'BACD'],
    // Null last in both.
    ['CHANGE', 'DBCA', 'BCDA'],
    ['TICKER', 'ABCD', 'DCBA'],
    // By code unit: Z is 0x5a, a 0x61.
    ['NAME', 'BDCA', 'ACBD'],
    ['PENALTY', 'BDCA', 'ACBD'],
    ['CONFIDENCE', 'ABCD', 'DCAB'],
  ])('%s', (field, ascending, descending) => {
    expect(inFull(book, field, 'ASC').join('')).toBe(ascending);
    expect(inFull(book, field, 'DESC').join('')).toBe(descending);
  });

  test.each(Object.entries(PILLAR_FIELDS) as [keyof typeof PILLAR_FIELDS, 'f'][])(
    '%s, the column %s',
    (field, column) => {
      const three = bookOf(
        row('A', { [column]: 70 }),
        row('B', { [column]: 90 }),
        row('C', { [column]: 80 }),
      );
      expect(inFull(three, field, 'ASC')).toEqual(['A', 'C', 'B']);
      expect(inFull(three, field, 'DESC')).toEqual(['B', 'C', 'A']);
    },
  );

  test('a change is to two decimals: 70.1 - 70 and 60.1 - 60 are the same', () => {
    expect(book.rows.map(changeOf)).toEqual([null, 0.1, 0.1, -2]);
  });

  test('an order is computed once per book', () => {
    const order: StockOrder = { field: 'NAME', direction: 'ASC' };
    expect(listed(book).ordered(order)).toBe(listed(book).ordered({ ...order }));
    expect(listed(book).ordered(order)).not.toBe(listed(bookOf(...book.rows)).ordered(order));
  });
});

describe('every order of every book', () => {
  const orders = fc.record({
    field: fc.constantFrom(...STOCK_ORDER_FIELDS),
    direction: fc.constantFrom(...DIRECTIONS),
  });

  test('is a permutation, and rank is its inverse', () => {
    fc.assert(
      fc.property(randomBooks, orders, (book, order) => {
        const { indices, rank } = listed(book).ordered(order);
        expect([...indices].sort((a, b) => a - b)).toEqual([...book.rows.keys()]);
        expect([...indices].map((index) => rank[index])).toEqual([...indices.keys()]);
      }),
      RUNS,
    );
  });

  test('is total: it does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(randomBooks, orders, (book, order) => {
        const reversed = bookOf(...book.rows.toReversed());
        expect(symbols(reversed, listed(reversed).ordered(order).indices)).toEqual(
          symbols(book, listed(book).ordered(order).indices),
        );
      }),
      RUNS,
    );
  });

  test('rises or falls, equal ones by ticker, nulls last', () => {
    fc.assert(
      fc.property(randomBooks, fc.constantFrom(...DIRECTIONS), (book, direction) => {
        const rows = [...listed(book).ordered({ field: 'CHANGE', direction }).indices].map(
          (i) => book.rows[i],
        );
        const sign = direction === 'ASC' ? 1 : -1;
        for (const [place, next] of rows.slice(1).entries()) {
          const [a, b] = [rows[place], next].map((one) => (changeOf(one) ?? sign * Infinity) * sign);
          expect(a < b || (a === b && rows[place].ticker < next.ticker)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('a screened part stands in the order of the whole', () => {
    fc.assert(
      fc.property(randomBooks, orders, (book, order) => {
        const part = screen(listed(book), { bands: ['HOLD', 'BUY'] });
        const whole = [...listed(book).ordered(order).indices].filter((index) => part.includes(index));
        expect([...inOrder(listed(book), part, order)]).toEqual(whole);
      }),
      RUNS,
    );
  });
});
