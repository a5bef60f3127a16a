import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { confidenceOf } from '../../src/scoring/confidence.js';
import { DATASETS } from '../../src/scoring/names.js';
import { having, METHODS, randomSections, RUNS, sectionOf, V11, type Row } from '../support/days/section.js';

describe.each(METHODS)('confidence of %s (method §8)', (_, method) => {
  const confidence = (row: Row, coverage = 1) => {
    const columns = confidenceOf(sectionOf([row]), Float64Array.of(coverage), method);
    const { value, freshness, sourcePenalty, imputedFraction } = columns;
    return {
      value: value[0],
      freshness: freshness[0],
      sourcePenalty: sourcePenalty[0],
      imputed: imputedFraction[0],
    };
  };

  test('is 1 where everything is present, of today and primary', () => {
    expect(confidence({}).value).toBeCloseTo(0.55 + 0.35 + 0.1, 12);
    expect(confidence({}).value).toBeLessThanOrEqual(1);
  });

  test('freshness: exp(−age / SLO), over 1 session, 120 days and 120 days', () => {
    const { value, freshness } = confidence({ age_prices: 2, age_fundamentals: 60, age_ownership: 240 });
    const mean = (Math.exp(-2) + Math.exp(-0.5) + Math.exp(-2)) / 3;
    expect(freshness).toBeCloseTo(mean, 12);
    expect(value).toBeCloseTo(0.55 + 0.35 * mean + 0.1, 12);
  });

  test('a missing dataset counts 0 for freshness and nothing for the source', () => {
    const row = { age_fundamentals: null, secondary: DATASETS };
    expect(confidence(row).freshness).toBeCloseTo(2 / 3, 12);
    expect(confidence(row).sourcePenalty).toBeCloseTo((0.15 + 0.15) / 3, 12);
    const none = { age_prices: null, age_fundamentals: null, age_ownership: null };
    expect(confidence(none)).toMatchObject({ freshness: 0, sourcePenalty: 0 });
    expect(confidence(none, 0).value).toBeCloseTo(0.1, 12);
  });

  test.each([
    [[], 0],
    [['prices'] as const, 0.05],
    [['fundamentals', 'ownership'] as const, 0.1],
    [DATASETS, 0.15],
  ])('source penalty with secondary %p: %p', (secondary, penalty) => {
    expect(confidence({ secondary }).sourcePenalty).toBeCloseTo(penalty, 12);
    expect(confidence({ secondary }).value).toBeCloseTo(0.55 + 0.35 + 0.1 * (1 - penalty), 12);
  });

  test('coverage counts 0.55; what it lacks is the imputed fraction', () => {
    expect(confidence({}, 0.5).value).toBeCloseTo(0.275 + 0.35 + 0.1, 12);
    expect(confidence({}, 0.5).imputed).toBe(0.5);
    expect(Object.is(confidence({}, 1).imputed, 0)).toBe(true);
  });

  test('all together', () => {
    const row: Row = { age_prices: 1, age_fundamentals: 120, age_ownership: 0, secondary: ['ownership'] };
    const freshness = (2 / Math.E + 1) / 3;
    expect(confidence(row, 20 / 22).value).toBeCloseTo(
      0.55 * (20 / 22) + 0.35 * freshness + 0.1 * (1 - 0.05),
      12,
    );
  });

  test('stays between 0 and 1, and falls as a dataset grows older', () => {
    fc.assert(
      fc.property(randomSections, fc.double({ min: 0, max: 1, noNaN: true }), (section, share) => {
        const coverage = new Float64Array(section.tickers.length).fill(share);
        const { value } = confidenceOf(section, coverage, method);
        const older = {
          ...section,
          age: { ...section.age, prices: section.age.prices.map((age) => age + 1) },
        };
        const later = confidenceOf(older, coverage, method).value;
        expect(value.every((one, i) => one >= 0 && one <= 1 && later[i] <= one)).toBe(true);
      }),
      RUNS,
    );
  });
});

test('is clamped to 0 and 1 whatever the parameters are', () => {
  const { parameters } = V11;
  const over = having(V11, {
    confidence: { ...parameters.confidence, weights: { coverage: 1, freshness: 1, source: 1 } },
  });
  expect(confidenceOf(sectionOf([{}]), Float64Array.of(1), over).value[0]).toBe(1);
  const under = having(V11, {
    confidence: { ...parameters.confidence, weights: { coverage: -1, freshness: 0, source: 0 } },
  });
  expect(confidenceOf(sectionOf([{}]), Float64Array.of(1), under).value[0]).toBe(0);
});
