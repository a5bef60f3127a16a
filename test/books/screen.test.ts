import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PILLAR_FIELDS, type PillarField } from '../../src/books/pillarFields.js';
import { screen, type StockFilter } from '../../src/books/screen.js';
import { BANDS, GUARDRAILS, type Ticker } from '../../src/scoring/names.js';
import { bookOf, listed, randomBooks, row, RUNS, symbols, ticker } from '../support/days/book.js';

const book = bookOf(
  row('HDFCBANK', { name: 'HDFC Bank', sector: 'banks', band: 'BUY', value: 70, fired: 0, q: 80 }),
  row('INFY', { name: 'Infosys', sector: 'it', band: 'HOLD', value: 60, fired: 0b000001, penalty: 5 }),
  row('SBIN', { name: 'State Bank of India', sector: 'banks', band: 'AVOID', value: 40, fired: 0b010010 }),
  row('TCS', {
    name: 'Tata Consultancy',
    sector: 'it',
    band: 'BUY',
    value: 65,
    fired: 0b000010,
    confidence: 0.5,
  }),
);

const matching = (filter: StockFilter) => symbols(book, screen(listed(book), filter));

describe('screen', () => {
  test.each<[string, StockFilter, string[]]>([
    ['nothing', {}, ['HDFCBANK', 'INFY', 'SBIN', 'TCS']],
    [
      'nulls',
      { tickers: null, score: null, search: null, pillars: null },
      ['HDFCBANK', 'INFY', 'SBIN', 'TCS'],
    ],
    [
      'tickers, one unknown, one twice',
      { tickers: ['TCS', 'X', 'INFY', 'TCS'].map(ticker) },
      ['INFY', 'TCS'],
    ],
    ['no tickers', { tickers: [] }, []],
    ['sectors', { sectors: ['banks'] }, ['HDFCBANK', 'SBIN']],
    ['no sectors', { sectors: [] }, []],
    ['bands', { bands: ['BUY', 'AVOID'] }, ['HDFCBANK', 'SBIN', 'TCS']],
    ['no bands', { bands: [] }, []],
    ['a score of at least, inclusive', { score: { min: 65 } }, ['HDFCBANK', 'TCS']],
    ['a score of at most, inclusive', { score: { max: 60, min: null } }, ['INFY', 'SBIN']],
    ['a score of exactly', { score: { min: 60, max: 60 } }, ['INFY']],
    ['a penalty', { penalty: { min: 3 } }, ['INFY']],
    ['a confidence', { confidence: { max: 0.5 } }, ['TCS']],
    ['a pillar', { pillars: [{ pillar: 'QUALITY', min: 80 }] }, ['HDFCBANK']],
    ['no pillars', { pillars: [] }, ['HDFCBANK', 'INFY', 'SBIN', 'TCS']],
    // Bits 1 and 4 are ILLIQUIDITY and SECTOR_BEAR.
    ['fired', { fired: ['ILLIQUIDITY'] }, ['SBIN', 'TCS']],
    ['all of these fired', { fired: ['ILLIQUIDITY', 'SECTOR_BEAR'] }, ['SBIN']],
    ['none of these fired', { notFired: ['LOW_DATA_HOLD', 'SECTOR_BEAR'] }, ['HDFCBANK', 'TCS']],
    ['fired and not', { fired: ['ILLIQUIDITY'], notFired: ['SECTOR_BEAR'] }, ['TCS']],
    ['a search in names', { search: 'bank OF' }, ['SBIN']],
    ['a search in tickers', { search: 'hdfcb' }, ['HDFCBANK']],
    ['a search in either', { search: 'Bank' }, ['HDFCBANK', 'SBIN']],
    ['a search for nothing', { search: '' }, ['HDFCBANK', 'INFY', 'SBIN', 'TCS']],
    ['a search across ticker and name', { search: 'ns hdfc' }, []],
    ['everything at once', { sectors: ['it'], bands: ['BUY'], score: { min: 60 }, search: 'tata' }, ['TCS']],
  ])('%s', (_, filter, expected) => {
    expect(matching(filter)).toEqual(expected);
  });

  test.each(Object.entries(PILLAR_FIELDS) as [PillarField, 'f'][])(
    '%s is the column %s',
    (pillar, column) => {
      const two = bookOf(row('A', { [column]: 99 }), row('B'));
      expect(symbols(two, screen(listed(two), { pillars: [{ pillar, min: 98 }] }))).toEqual(['A']);
    },
  );

  test('case does not matter beyond ASCII, either', () => {
    const one = bookOf(row('A', { name: 'ÜNAL Ölçüm' }));
    expect(symbols(one, screen(listed(one), { search: 'ünal ö' }))).toEqual(['A']);
  });
});

describe('every filter', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
    .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
  const guardrails = fc.subarray([...GUARDRAILS]);
  const filters: fc.Arbitrary<StockFilter> = fc.record(
    {
      tickers: fc.array(fc.stringMatching(/^[A-C]\.NS$/).map((text) => text as Ticker)),
      sectors: fc.subarray(['banks', 'it', 'energy']),
      bands: fc.subarray([...BANDS]),
      score: range,
      pillars: fc
        .array(fc.tuple(fc.constantFrom('FUNDAMENTALS' as const, 'SECTOR_MOMENTUM' as const), range), {
          maxLength: 2,
        })
        .map((pairs) => pairs.map(([pillar, ends]) => ({ pillar, ...ends }))),
      penalty: range,
      confidence: range.map(({ min, max }) => ({ min: min / 100, max: max / 100 })),
      fired: guardrails,
      notFired: guardrails,
      search: fc.constantFrom('tata', 'ü', 'w', '.ns'),
    },
    { requiredKeys: [] },
  );

  test('holds where all of its parts hold, in the order of the book', () => {
    fc.assert(
      fc.property(randomBooks, filters, (any, filter) => {
        const parts = Object.entries(filter).map(
          ([name, value]) => new Set(screen(listed(any), { [name]: value })),
        );
        const inAll = [...any.rows.keys()].filter((index) => parts.every((part) => part.has(index)));
        expect([...screen(listed(any), filter)]).toEqual(inAll);
      }),
      RUNS,
    );
  });
});
