import { describe, expect, test } from '@jest/globals';
import { bandSummaries } from '../../src/books/bands.js';
import type { Band } from '../../src/scoring/names.js';

const score = (band: Band, value: number) => ({ band, value });
const empty = { count: 0, meanScore: null, minScore: null, maxScore: null };

describe('band summaries', () => {
  test('all four, best first, the empty ones included', () => {
    const scores = [score('HOLD', 50), score('BUY', 74.99), score('HOLD', 60), score('HOLD', 70.01)];
    expect(bandSummaries(scores)).toEqual([
      { band: 'STRONG_BUY', ...empty },
      { band: 'BUY', count: 1, meanScore: 74.99, minScore: 74.99, maxScore: 74.99 },
      // (50 + 60 + 70.01) / 3 = 60.00333…
      { band: 'HOLD', count: 3, meanScore: 60, minScore: 50, maxScore: 70.01 },
      { band: 'AVOID', ...empty },
    ]);
  });

  test('a mean rounds half away from zero on the decimal value', () => {
    // (64.99 + 65) / 2 = 64.995, which no double holds.
    expect(bandSummaries([score('BUY', 64.99), score('BUY', 65)])[1].meanScore).toBe(65);
  });

  test('of nothing: four empty ones', () => {
    expect(bandSummaries([])).toEqual(
      ['STRONG_BUY', 'BUY', 'HOLD', 'AVOID'].map((band) => ({ band, ...empty })),
    );
  });
});
