import { describe, expect, test } from '@jest/globals';
import type { Condition } from '../../src/books/condition.js';
import {
  MOST_CONDITIONS,
  MOST_DEPTH,
  requireFilter,
  type ScoreFilter,
} from '../../src/books/requireFilter.js';
import type { StockFilter } from '../../src/books/screen.js';
import { UserError } from '../../src/userError.js';
import { ticker } from '../support/days/book.js';

const KNOWN = { sectors: ['banks', 'it', 'metals'], isTicker: (one: string) => one === 'TCS.NS' };

function refusal(filter: ScoreFilter, place?: string): unknown {
  try {
    requireFilter(filter, KNOWN, place);
  } catch (error) {
    return error;
  }
  return null;
}

describe('a filter is accepted', () => {
  test.each<[string, ScoreFilter]>([
    ['with nothing', {}],
    ['with nulls', { tickers: null, score: null, search: null, pillars: null, minChange: null }],
    ['with an unknown ticker among others, one twice', { tickers: ['TCS', 'X', 'TCS'].map(ticker) }],
    ['with a sector that has no stock', { sectors: ['metals', 'metals'] }],
    ['with bounds that are the ends', { score: { min: 0, max: 100 }, confidence: { min: 0, max: 1 } }],
    ['with one bound', { penalty: { min: 20 }, score: { max: 0 } }],
    ['with no pillars and guardrails', { pillars: [], fired: [], notFired: [] }],
    ['with other guardrails fired than not', { fired: ['ILLIQUIDITY'], notFired: ['PLEDGE_CAP'] }],
    ['with the greatest change', { minChange: 100 }],
  ])('%s', (_, filter) => {
    expect(refusal(filter)).toBeNull();
  });
});

describe('a filter that nothing can match is refused', () => {
  test.each<[ScoreFilter, string]>([
    [{ tickers: [] }, 'Expected at least one entry in filter.tickers, got none: leave it out to match all.'],
    [{ sectors: [] }, 'Expected at least one entry in filter.sectors, got none: leave it out to match all.'],
    [{ bands: [] }, 'Expected at least one entry in filter.bands, got none: leave it out to match all.'],
    [
      { tickers: [ticker('X')] },
      'Expected a ticker of a known company in filter.tickers, got "X.NS": check the spelling, or leave it out.',
    ],
    [
      { tickers: ['X', 'Y'].map(ticker) },
      'Expected a ticker of a known company in filter.tickers, got "X.NS" and others: check the spelling, or leave it out.',
    ],
    [
      { sectors: ['it', 'bank'] },
      'Expected keys of sectors in filter.sectors, got "bank". The known ones: banks, it, metals.',
    ],
    [
      { score: { min: 80, max: 20 } },
      'Expected min to be at most max in filter.score, got min 80 and max 20: swap them, or leave one out.',
    ],
    [
      {
        pillars: [
          { pillar: 'QUALITY', min: 1 },
          { pillar: 'OWNERSHIP', min: 2, max: 1 },
        ],
      },
      'Expected min to be at most max in filter.pillars (OWNERSHIP), got min 2 and max 1: ' +
        'swap them, or leave one out.',
    ],
    [
      { penalty: { min: 1, max: 0 } },
      'Expected min to be at most max in filter.penalty, got min 1 and max 0: swap them, or leave one out.',
    ],
    [
      { confidence: { min: 0.5, max: 0.25 } },
      'Expected min to be at most max in filter.confidence, got min 0.5 and max 0.25: ' +
        'swap them, or leave one out.',
    ],
    [
      { score: { min: 100.5 } },
      'Expected min of filter.score to be a number of 0 to 100, got 100.5: correct it, or leave it out.',
    ],
    [
      { score: { max: -1 } },
      'Expected max of filter.score to be a number of 0 to 100, got -1: correct it, or leave it out.',
    ],
    [
      { pillars: [{ pillar: 'QUALITY', max: 101 }] },
      'Expected max of filter.pillars (QUALITY) to be a number of 0 to 100, got 101: correct it, or leave it out.',
    ],
    [
      { penalty: { min: 21 } },
      'Expected min of filter.penalty to be a number of 0 to 20, got 21: correct it, or leave it out.',
    ],
    [
      { confidence: { min: 80 } },
      'Expected min of filter.confidence to be a number of 0 to 1, got 80: correct it, or leave it out.',
    ],
    [
      { minChange: 101 },
      'Expected filter.minChange to be a number of 0 to 100, got 101: correct it, or leave it out.',
    ],
    [
      { minChange: -1 },
      'Expected filter.minChange to be a number of 0 to 100, got -1: correct it, or leave it out.',
    ],
    [
      {
        pillars: [
          { pillar: 'QUALITY', min: 80 },
          { pillar: 'QUALITY', max: 20 },
        ],
      },
      'Expected at most one range for each pillar in filter.pillars, got two for QUALITY: join them.',
    ],
    [
      { fired: ['ILLIQUIDITY'], notFired: ['PLEDGE_CAP', 'ILLIQUIDITY'] },
      'Expected a guardrail in only one of filter.fired and filter.notFired, got ILLIQUIDITY in both: ' +
        'leave it out of one.',
    ],
  ])('%j', (filter, message) => {
    const error = refusal(filter);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toHaveProperty('message', message);
  });

  test('by the place where it stands', () => {
    expect(String(refusal({ tickers: [] }, 'input'))).toContain('in input.tickers, got none');
  });
});

const CONDITION: Condition = { field: 'SCORE', is: 'AT_LEAST', value: 50 };
const conditions = (count: number): Condition[] => Array.from({ length: count }, () => CONDITION);
const message = (filter: ScoreFilter, place?: string): string | null => {
  const error = refusal(filter, place);
  if (error === null) return null;
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
};

describe('the size of a filter', () => {
  /** Filters within each other, so deep. */
  const nested = (depth: number, within: (inner: StockFilter) => StockFilter): StockFilter =>
    depth === 1 ? { where: [CONDITION] } : within(nested(depth - 1, within));
  const ways: [string, (inner: StockFilter) => StockFilter][] = [
    ['and', (inner) => ({ and: [inner] })],
    ['or', (inner) => ({ or: [{ bands: ['BUY'] }, inner] })],
    ['not', (inner) => ({ not: inner })],
    ['all of them', (inner) => ({ where: [CONDITION], or: [{ not: inner }] })],
  ];

  test.each(ways.slice(0, 3))(`may be ${MOST_DEPTH} deep by %s, and not deeper`, (_, within) => {
    expect(message(nested(MOST_DEPTH, within))).toBeNull();
    expect(message(nested(MOST_DEPTH + 1, within))).toBe(
      'Expected filters that are nested at most 6 deep in filter, got deeper ones: ' +
        'write the expression with fewer levels, for example with the conditions of `and` in `where`.',
    );
  });

  test.each(ways)('is refused 10,000 deep by %s', (_, within) => {
    let filter: StockFilter = { where: [CONDITION] };
    for (let depth = 1; depth < 10_000; depth++) filter = within(filter);
    expect(message(filter)).toContain('nested at most 6 deep in filter, got deeper ones');
  });

  test.each<[string, (count: number) => StockFilter]>([
    ['in one filter', (count) => ({ where: conditions(count) })],
    [
      'in filters within it',
      (count) => ({
        where: conditions(1),
        and: [{ where: conditions(4) }],
        not: { where: conditions(count - 5) },
      }),
    ],
    [
      'where each filter without one counts as one',
      (count) => ({ or: conditions(count).map(() => ({ search: 'a' })) }),
    ],
    [
      'where filters that only have others count, too',
      (count) => ({ or: [{ and: [{ where: conditions(count - 3) }, {}] }, { bands: ['BUY'] }] }),
    ],
  ])(`may be ${MOST_CONDITIONS} conditions, and not more, %s`, (_, filterOf) => {
    expect(message(filterOf(MOST_CONDITIONS))).toBeNull();
    expect(message(filterOf(MOST_CONDITIONS + 1), 'input')).toBe(
      'Expected at most 100 conditions in input and the filters within it, got 101: ask for a wider list, or for two.',
    );
  });
});

describe('a condition', () => {
  const field = 'CLOSE' as const;
  test.each<Condition>([
    { field, is: 'KNOWN' },
    { field, is: 'UNKNOWN', value: null, than: null, thanSectorMedian: false, factor: null },
    { field, is: 'ABOVE', value: 0 },
    { field, is: 'EQUAL', value: -1, thanSectorMedian: false },
    { field, is: 'BELOW', than: 'DMA200', value: null },
    { field, is: 'BELOW', than: 'DMA200', factor: 0 },
    { field, is: 'AT_MOST', thanSectorMedian: true, factor: -1.5 },
  ])('is accepted: %j', (condition) => {
    expect(message({ where: [condition] })).toBeNull();
  });

  const oneOf = 'Expected exactly one of value, than and thanSectorMedian';
  test.each<[Condition, string]>([
    [{ field, is: 'ABOVE' }, `${oneOf} for ABOVE in filter.where[0], got none: say what to compare with.`],
    [
      { field, is: 'EQUAL', thanSectorMedian: false, factor: 2 },
      `${oneOf} for EQUAL in filter.where[0], got none: say what to compare with.`,
    ],
    [
      { field, is: 'AT_LEAST', value: 1, than: 'DMA50' },
      `${oneOf} for AT_LEAST in filter.where[0], got value and than: leave the others out.`,
    ],
    [
      { field, is: 'AT_MOST', value: 0, thanSectorMedian: true },
      `${oneOf} for AT_MOST in filter.where[0], got value and thanSectorMedian: leave the others out.`,
    ],
    [
      { field, is: 'BELOW', than: 'DMA50', thanSectorMedian: true },
      `${oneOf} for BELOW in filter.where[0], got than and thanSectorMedian: leave the others out.`,
    ],
    [
      { field, is: 'BELOW', value: 1, than: 'DMA50', thanSectorMedian: true },
      `${oneOf} for BELOW in filter.where[0], got value and than and thanSectorMedian: leave the others out.`,
    ],
    [
      { field, is: 'KNOWN', value: 0 },
      'Expected no other side for KNOWN in filter.where[0], got value: compare with nothing.',
    ],
    [
      { field, is: 'UNKNOWN', than: 'DMA50', thanSectorMedian: true },
      'Expected no other side for UNKNOWN in filter.where[0], got than and thanSectorMedian: compare with nothing.',
    ],
    [
      { field, is: 'KNOWN', factor: 1 },
      'Expected a factor only with than or thanSectorMedian in filter.where[0], got 1 with KNOWN: leave it out.',
    ],
    [
      { field, is: 'ABOVE', value: 5, factor: 0 },
      'Expected a factor only with than or thanSectorMedian in filter.where[0], got 0 with value: leave it out.',
    ],
  ])('is refused: %j', (condition, expected) => {
    expect(message({ where: [condition] })).toBe(expected);
  });
});

describe('the place of a fault', () => {
  const bad: Condition = { field: 'CLOSE', is: 'ABOVE' };
  test.each<[StockFilter, string]>([
    [{ where: [] }, 'in filter.where, got none'],
    [{ and: [] }, 'in filter.and, got none'],
    [{ or: [] }, 'in filter.or, got none'],
    [{ where: [CONDITION, bad] }, 'in filter.where[1], got none'],
    [{ or: [{}, { where: [bad] }] }, 'in filter.or[1].where[0], got none'],
    [{ and: [{ not: { or: [{ where: [] }] } }] }, 'in filter.and[0].not.or[0].where, got none'],
    [{ not: { and: [] } }, 'in filter.not.and, got none'],
    [{ or: [{ tickers: [ticker('X')] }] }, 'in filter.or[0].tickers, got "X.NS"'],
    [{ not: { sectors: ['bank'] } }, 'in filter.not.sectors, got "bank"'],
    [{ and: [{ score: { min: 101 } }] }, 'min of filter.and[0].score to be'],
    [
      { not: { pillars: [{ pillar: 'QUALITY', min: 2, max: 1 }] } },
      'in filter.not.pillars (QUALITY), got min 2',
    ],
    [
      { and: [{}, { fired: ['PLEDGE_CAP'], notFired: ['PLEDGE_CAP'] }] },
      'of filter.and[1].fired and filter.and[1].notFired',
    ],
  ])('is named: %j', (filter, text) => {
    expect(message(filter)).toContain(text);
  });
});
