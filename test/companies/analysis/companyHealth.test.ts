import { describe, expect, it } from '@jest/globals';
import { companyHealth } from '../../../src/companies/analysis/companyHealth.js';
import type { HealthInputs } from '../../../src/companies/analysis/healthInputs.js';

const SOUND: HealthInputs = {
  isLender: false,
  growth: 0.25,
  operatingMargin: 0.15,
  returnOnCapital: 0.2,
  equity: 100,
  profits: [10, 8, 6],
  old: [],
};

const judge = (changes: Partial<HealthInputs> = {}) => companyHealth({ ...SOUND, ...changes });

describe('the health of a company', () => {
  it.each<[string | null, Partial<HealthInputs>]>([
    ['EXCELLENT', { growth: 0.2, operatingMargin: 0.1, returnOnCapital: 0.15 }],
    // 120 / 100 − 1 is 0.19999999999999996.
    ['EXCELLENT', { growth: 120 / 100 - 1 }],
    ['GOOD', { growth: 0.1999 }],
    ['GOOD', { operatingMargin: 0.0999 }],
    ['GOOD', { returnOnCapital: 0.1499 }],
    ['GOOD', { growth: 0, operatingMargin: 0, returnOnCapital: 0.08 }],
    [null, { returnOnCapital: 0.0799 }],
    [null, { returnOnCapital: -0.5 }],
    ['NEEDS_ATTENTION', { growth: -0.0001 }],
    ['NEEDS_ATTENTION', { operatingMargin: -0.0001 }],
    ['NEEDS_ATTENTION', { operatingMargin: -0.1 }],
    ['AT_RISK', { operatingMargin: -0.1001 }],
    ['AT_RISK', { equity: 0 }],
    ['AT_RISK', { equity: -1 }],
    ['EXCELLENT', { equity: 0.01 }],
    ['EXCELLENT', { equity: null }],
    ['AT_RISK', { profits: [-1, -2, -0.01] }],
    ['AT_RISK', { profits: [-1, -2, -3, 40] }],
    ['EXCELLENT', { profits: [-1, -2] }],
    ['EXCELLENT', { profits: [-1, 0, -3] }],
    ['EXCELLENT', { profits: [1, -2, -3, -4] }],
  ])('is %s with %j', (health, changes) => {
    expect(judge(changes).health).toBe(health);
  });

  it('is judged worst first', () => {
    const worst = { growth: 0.6, operatingMargin: 0.3, returnOnCapital: 0.4 };
    expect(judge({ ...worst, equity: -5 }).health).toBe('AT_RISK');
    expect(judge({ growth: -0.3, operatingMargin: -0.2 }).health).toBe('AT_RISK');
    expect(judge({ ...worst, growth: -0.01 }).health).toBe('NEEDS_ATTENTION');
  });

  it.each<[string | null, number, Partial<HealthInputs>]>([
    ['AT_RISK', 0, { growth: null, operatingMargin: null, returnOnCapital: null, equity: -1 }],
    ['AT_RISK', 1 / 3, { growth: null, operatingMargin: -0.2, returnOnCapital: null, equity: null }],
    ['NEEDS_ATTENTION', 1 / 3, { growth: -0.2, operatingMargin: null, returnOnCapital: null }],
    [null, 2 / 3, { growth: null }],
    [null, 2 / 3, { operatingMargin: null }],
    [null, 2 / 3, { returnOnCapital: null }],
    [null, 0, { growth: null, operatingMargin: null, returnOnCapital: null, equity: null, profits: [] }],
  ])('with missing figures is %s, of a coverage of %d, with %j', (health, coverage, changes) => {
    expect(judge(changes)).toMatchObject({ health, coverage });
  });

  it.each<[string | null, Partial<HealthInputs>]>([
    ['EXCELLENT', { operatingMargin: null }],
    // A lender may be given one all the same.
    ['EXCELLENT', { operatingMargin: -0.9 }],
    ['GOOD', { growth: 0.1, returnOnCapital: 0.1 }],
    ['NEEDS_ATTENTION', { growth: -0.1 }],
    ['AT_RISK', { equity: -1 }],
    ['AT_RISK', { profits: [-1, -1, -1] }],
    [null, { returnOnCapital: null }],
  ])('of a lender is judged without a margin: %s with %j', (health, changes) => {
    const judged = judge({ ...changes, isLender: true });
    expect(judged).toMatchObject({ health, operatingMargin: null });
    expect(judged.scores[1]).toEqual({ name: 'operatingMargin', value: null });
    expect(judged.coverage).toBe(changes.returnOnCapital === null ? 1 / 2 : 1);
  });

  it.each([
    [0.5, 0.2, 0.25, [100, 100, 100, 100]],
    [0.4999, 0.1999, 0.2499, [80, 80, 80, 80]],
    [0.3, 0.1, 0.15, [80, 80, 80, 80]],
    [0.2999, 0.0999, 0.1499, [60, 60, 60, 60]],
    [0.15, 0, 0.08, [60, 60, 60, 60]],
    [0.1499, -0.0001, 0.0799, [40, 40, 40, 40]],
    [0, -0.1, 0, [40, 40, 40, 40]],
    [-0.0001, -0.1001, -0.0001, [20, 20, 20, 20]],
    [0.5, null, 0, [100, null, 40, 70]],
    [null, null, null, [null, null, null, null]],
  ])('scores %p, %p and %p', (growth, operatingMargin, returnOnCapital, points) => {
    const { scores } = judge({ growth, operatingMargin, returnOnCapital });
    expect(scores.map(({ name }) => name)).toEqual([
      'growth',
      'operatingMargin',
      'returnOnCapital',
      'overall',
    ]);
    expect(scores.map(({ value }) => value)).toEqual(points);
  });

  it.each<[string, Partial<HealthInputs>]>([
    [
      'Operating margin of -10.01 %, below -10 %; equity of ₹-5 crore is not above 0.',
      { operatingMargin: -0.1001, equity: -5 },
    ],
    ['A net loss in each of three years: ₹-1, -2, -3 crore, the newest first.', { profits: [-1, -2, -3] }],
    ['Growth of sales of -3.21 %, below 0 %.', { growth: -0.0321 }],
    [
      'Growth of sales of 25 %, above 20 %; operating margin of 10 %, at 10 %; return on capital employed of 20 %, ' +
        'above 15 %.',
      { operatingMargin: 0.1 },
    ],
    ['No rule applies: return on capital employed of 5 %, below 8 %.', { returnOnCapital: 0.05 }],
    [
      'No rule applies: not known: operating margin, return on capital employed.',
      { operatingMargin: null, returnOnCapital: null },
    ],
    ['No rule applies: not known: return on equity.', { isLender: true, returnOnCapital: null }],
  ])('says %j', (reason, changes) => {
    expect(judge(changes).reason).toBe(reason);
  });
});
