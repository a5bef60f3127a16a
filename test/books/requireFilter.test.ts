import { describe, expect, test } from '@jest/globals';
import { requireFilter, type ScoreFilter } from '../../src/books/requireFilter.js';
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
