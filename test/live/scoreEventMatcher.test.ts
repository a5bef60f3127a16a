import { describe, expect, test } from '@jest/globals';
import { scoreEventMatcher, type ScoreEventFilter } from '../../src/live/scoreEventMatcher.js';
import type { ScoreEventRow } from '../../src/live/scoreEventRow.js';
import type { Ticker } from '../../src/scoring/names.js';

const EVENT = {
  ticker: 'A.NS',
  sector: 'it',
  mode: 'TRADER',
  method_name: 'greyoak-1.1',
  of_served: true,
  band: 'BUY',
  previous_band: 'BUY',
  value: 70.07,
  previous_value: 70,
  withdrawn: false,
  has_score: true,
} as ScoreEventRow;
const FIRST = { ...EVENT, previous_band: null, previous_value: null };

describe('scoreEventMatcher', () => {
  test.each<[ScoreEventFilter | null, boolean]>([
    [null, true],
    [{}, true],
    [{ tickers: null, sectors: null, mode: null, bands: null, bandChangedOnly: null, minChange: null }, true],
    [{ tickers: ['A.NS' as Ticker] }, true],
    [{ tickers: ['B.NS' as Ticker] }, false],
    [{ tickers: [] }, false],
    [{ sectors: ['it', 'fmcg'] }, true],
    [{ sectors: ['fmcg'] }, false],
    [{ mode: 'TRADER' }, true],
    [{ mode: 'INVESTOR' }, false],
    [{ bands: ['BUY'] }, true],
    [{ bands: ['HOLD'] }, false],
    [{ bandChangedOnly: false }, true],
    [{ bandChangedOnly: true }, false],
    [{ mode: 'TRADER', bands: ['HOLD'] }, false],
    [{ method: null }, true],
    [{ method: 'greyoak-1.1' }, true],
    [{ method: 'greyoak-1.0' }, false],
  ])('%j holds for an event: %s', (filter, expected) => {
    expect(scoreEventMatcher(filter)(EVENT)).toBe(expected);
  });

  test('takes scores of another method only where the filter names it', () => {
    const other = { ...EVENT, method_name: 'greyoak-1.0', of_served: false };
    const filters: (ScoreEventFilter | null)[] = [null, {}, { method: null }, { method: 'greyoak-1.1' }];
    for (const filter of filters) expect(scoreEventMatcher(filter)(other)).toBe(false);
    expect(scoreEventMatcher({ method: 'greyoak-1.0' })(other)).toBe(true);
  });

  test('compares changes to two decimals, up and down', () => {
    // 70.07 - 70 is 0.06999999999999318.
    const matches = scoreEventMatcher({ minChange: 0.07 });
    expect(matches(EVENT)).toBe(true);
    expect(matches({ ...EVENT, value: 69.93 })).toBe(true);
    expect(matches({ ...EVENT, value: 70.06 })).toBe(false);
  });

  test('takes a stock that is left without a score for a change of band and of any number of points', () => {
    const left = { ...EVENT, value: 70, withdrawn: true, has_score: false };
    expect(scoreEventMatcher({ bandChangedOnly: true, minChange: 100 })(left)).toBe(true);
  });

  test('takes a first score for a change of band and of any number of points', () => {
    expect(scoreEventMatcher({ bandChangedOnly: true, minChange: 100 })(FIRST)).toBe(true);
  });
});
