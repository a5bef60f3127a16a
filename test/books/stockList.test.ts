import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CompanyRow } from '../../src/books/snapshot.js';
import { screen } from '../../src/books/screen.js';
import { isScored, listOf } from '../../src/books/stockList.js';
import { bookOf, listed, randomBooks, row, RUNS, symbols, ticker } from '../support/days/book.js';

/** A company without a score. */
const company = (symbol: string, name = `${symbol} Limited`): CompanyRow => ({
  ...{
    stock_id: 99,
    ticker: ticker(symbol),
    name,
    isin: '',
    industry: '',
    basic_industry: '',
    sector_group: 'it',
  },
});

const snapshot = (
  companies: readonly CompanyRow[],
  others: Readonly<Record<string, readonly string[]>> = {},
) => ({
  companiesUpTo: () => companies,
  otherNamesOf: (of: string) => others[of] ?? [],
});

describe('a list of all companies', () => {
  const book = bookOf(row('B', { value: 20 }), row('D', { value: 40 }));
  const list = listed(book, {
    snapshot: snapshot(['E', 'D', 'A', 'B', 'C'].map((symbol) => company(symbol))),
    includesAll: true,
  });

  test('has each of them once, by ticker, with its score where it has one', () => {
    expect(symbols(list, list.rows.keys())).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(list.rows.map(isScored)).toEqual([false, true, false, true, false]);
    expect(list.rows[1]).toBe(book.rows[0]);
    expect(['A', 'B', 'C', 'D', 'E', 'F'].map((symbol) => list.indexOf(ticker(symbol)))).toEqual([
      0, 1, 2, 3, 4, -1,
    ]);
  });

  test('knows no number of a score of the others, and no median for them', () => {
    expect([...list.column('SCORE')]).toEqual([NaN, 20, NaN, 40, NaN]);
    expect([...list.column('RANK')]).toEqual([NaN, 2, NaN, 1, NaN]);
    expect([0, 1, 2, 3, 4].map((index) => list.mediansByRow('SCORE')[index])).toEqual([
      NaN,
      30,
      NaN,
      30,
      NaN,
    ]);
  });

  test('has them last in every order of a number, by ticker', () => {
    expect(symbols(list, list.ordered({ field: 'SCORE', direction: 'ASC' }).indices)).toEqual([
      'B',
      'D',
      'A',
      'C',
      'E',
    ]);
    expect(symbols(list, list.ordered({ field: 'SCORE', direction: 'DESC' }).indices)).toEqual([
      'D',
      'B',
      'A',
      'C',
      'E',
    ]);
    expect(symbols(list, list.ordered({ field: 'TICKER', direction: 'DESC' }).indices)).toEqual([
      'E',
      'D',
      'C',
      'B',
      'A',
    ]);
  });

  test('lets filters of scores hold for none of them, and their opposite for all', () => {
    expect(symbols(list, screen(list, { score: { min: 0 } }))).toEqual(['B', 'D']);
    expect(symbols(list, screen(list, { notFired: ['PLEDGE_CAP'] }))).toEqual(['B', 'D']);
    expect(symbols(list, screen(list, { not: { score: { min: 0 } } }))).toEqual(['A', 'C', 'E']);
    expect(symbols(list, screen(list, { where: [{ field: 'SCORE', is: 'UNKNOWN' }] }))).toEqual([
      'A',
      'C',
      'E',
    ]);
    // The sector of a list is the group that it was scored in.
    expect(symbols(list, screen(list, { sectors: ['it'] }))).toEqual([]);
  });

  test('has only scored stocks where the market has no others', () => {
    fc.assert(
      fc.property(randomBooks, (any) => {
        const all = listed(any, { snapshot: snapshot([]), includesAll: true });
        expect(all.rows).toEqual(any.rows);
        for (const [index, one] of any.rows.entries()) expect(all.indexOf(one.ticker)).toBe(index);
      }),
      RUNS,
    );
  });
});

describe('the median of a sector', () => {
  const list = listed(
    bookOf(
      row('A', { sector: 'odd', sector_z: 9 }),
      row('B', { sector: 'odd', sector_z: -10 }),
      row('C', { sector: 'odd', sector_z: 2 }),
      row('D', { sector: 'even', sector_z: 1 }),
      row('E', { sector: 'even', sector_z: NaN }),
      row('F', { sector: 'even', sector_z: 2 }),
      row('G', { sector: 'unknown', sector_z: NaN }),
      row('H', { sector: 'one', sector_z: -0.25 }),
    ),
  );

  test('is the middle one, the mean of two, or not known', () => {
    expect(list.medians('SECTOR_Z')).toEqual(
      new Map([
        ['odd', 2],
        ['even', 1.5],
        ['one', -0.25],
      ]),
    );
    expect(list.rows.map((_, index) => list.mediansByRow('SECTOR_Z')[index])).toEqual([
      2,
      2,
      2,
      1.5,
      1.5,
      1.5,
      NaN,
      -0.25,
    ]);
  });

  test('counts no stock that is not known: no stock is above or below it', () => {
    const above = (is: 'AT_LEAST' | 'BELOW') =>
      symbols(list, screen(list, { where: [{ field: 'SECTOR_Z', is, thanSectorMedian: true }] }));
    expect(above('AT_LEAST')).toEqual(['A', 'C', 'F', 'H']);
    expect(above('BELOW')).toEqual(['B', 'D']);
  });
});

describe('an order', () => {
  test('has nulls last and equal numbers by ticker, in both directions', () => {
    const list = listed(
      bookOf(
        row('A', { sector_z: NaN }),
        row('B', { sector_z: 1 }),
        row('C', { sector_z: -0 }),
        row('D', { sector_z: NaN }),
        row('E', { sector_z: 0 }),
        row('F', { sector_z: 1 }),
      ),
    );
    const inOrder = (direction: 'ASC' | 'DESC') =>
      symbols(list, list.ordered({ field: 'SECTOR_Z', direction }).indices).join('');
    expect(inOrder('ASC')).toBe('CEBFAD');
    expect(inOrder('DESC')).toBe('BFCEAD');
  });

  test('has a place for each row', () => {
    fc.assert(
      fc.property(randomBooks, (any) => {
        const { indices, rank } = listed(any).ordered({ field: 'CHANGE', direction: 'DESC' });
        expect([...indices].map((index) => rank[index])).toEqual([...indices.keys()]);
      }),
      RUNS,
    );
  });
});

describe('a search', () => {
  const list = listed(
    bookOf(
      row('NEWCO', { name: 'Zomato Éclair', isin: 'INE000000019' }),
      row('OTHER', { isin: 'INE000000027' }),
    ),
    {
      snapshot: snapshot([company('ALONE', 'Lonely Mills')], {
        'NEWCO.NS': ['OLDCO.NS', 'INE000000019', 'INF999999991'],
        'ALONE.NS': ['SINGLE.NS'],
      }),
      includesAll: true,
    },
  );
  test.each([
    ['a ticker', 'newco', ['NEWCO']],
    ['a former ticker', 'oldCO', ['NEWCO']],
    ['a former ticker of a company without a score', 'single.ns', ['ALONE']],
    ['an ISIN', 'ine000000019', ['NEWCO']],
    ['a former ISIN', 'F9999', ['NEWCO']],
    ['a name, in any case', 'ZOMATO É', ['NEWCO']],
    ['a part that all have', '.NS', ['ALONE', 'NEWCO', 'OTHER']],
    ['what spans two names', 'ns ine', []],
    ['a name of nothing', 'tata', []],
  ])('finds %s', (_, search, expected) => {
    expect(symbols(list, screen(list, { search }))).toEqual(expected);
  });
});

describe('lists of a book', () => {
  const book = bookOf(row('A'));
  test('are kept by snapshot, batch, market and companies', () => {
    const first = listed(book);
    expect(listed(book)).toBe(first);
    const others = [{ batch: 4 }, { market: null }, { includesAll: true }, { snapshot: snapshot([]) }].map(
      (given) => listed(book, given),
    );
    expect(new Set([first, ...others]).size).toBe(5);
  });

  test('are forgotten with the ninth', () => {
    const some = bookOf(row('A'));
    const lists = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((batch) => listed(some, { batch }));
    expect(listed(some, { batch: 9 })).toBe(lists[8]);
    expect(listed(some, { batch: 1 })).not.toBe(lists[0]);
  });

  test('have no numbers of the market without it', () => {
    const list = listOf(book, { ...listed(book).sources, market: null });
    expect(() => list.column('CLOSE')).toThrow('Expected a list with the market for CLOSE, got one without.');
    expect([...list.column('SCORE')]).toEqual([55]);
  });
});
