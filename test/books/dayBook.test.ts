import { describe, expect, test } from '@jest/globals';
import { bookOf, row, symbols, ticker } from '../support/days/book.js';

describe('a day book', () => {
  const book = bookOf(row('M&M'), row('BAJAJ-AUTO'), row('MARUTI'), row('BAJAJ'));

  test('holds its rows in ascending order of tickers, by code unit', () => {
    // & is 0x26, - 0x2d, . 0x2e: M&M.NS before MARUTI.NS, BAJAJ-AUTO.NS before BAJAJ.NS.
    expect(symbols(book, book.rows.keys())).toEqual(['BAJAJ-AUTO', 'BAJAJ', 'M&M', 'MARUTI']);
  });

  test('finds a stock by its ticker', () => {
    expect(book.rows.map((one) => book.indexOf(one.ticker))).toEqual([0, 1, 2, 3]);
    expect(book.indexOf(ticker('TCS'))).toBe(-1);
  });

  test('is not changed by what happens to the rows that it was made of', () => {
    const rows = [row('TCS'), row('INFY')];
    const made = bookOf(...rows);
    rows.pop();
    expect(symbols(made, made.rows.keys())).toEqual(['INFY', 'TCS']);
  });
});
