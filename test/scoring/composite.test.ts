import { describe, expect, test } from '@jest/globals';
import { roundedPillar, scoreBeforeGuardrails, weightedScore } from '../../src/scoring/composite.js';
import { weightsOf, type PillarWeights } from '../../src/scoring/method.js';
import type { Mode } from '../../src/scoring/names.js';
import { METHODS } from '../support/days/section.js';

/** The table of method.md §6. */
const LENDERS_TRADER = [0.35, 0.08, 0.06, 0.2, 0.08, 0.23];
const LENDERS_INVESTOR = [0.45, 0.05, 0.05, 0.25, 0.12, 0.08];
const TRADER_DEFAULT = [0.12, 0.32, 0.16, 0.08, 0.04, 0.28];
const INVESTOR_DEFAULT = [0.38, 0.1, 0.08, 0.18, 0.12, 0.14];
const WEIGHTS: [Mode, string, number[]][] = [
  ['TRADER', 'default', TRADER_DEFAULT],
  ['TRADER', 'metals', [0.08, 0.38, 0.14, 0.08, 0.02, 0.3]],
  ['TRADER', 'banks', LENDERS_TRADER],
  ['TRADER', 'psu_banks', LENDERS_TRADER],
  ['TRADER', 'nbfcs', LENDERS_TRADER],
  ['TRADER', 'fmcg', [0.3, 0.1, 0.08, 0.15, 0.12, 0.25]],
  ['TRADER', 'it', [0.15, 0.28, 0.14, 0.1, 0.08, 0.25]],
  ['TRADER', 'auto_caps', [0.15, 0.3, 0.15, 0.1, 0.05, 0.25]],
  ...['diversified', 'energy', 'pharma', 'cement'].map((sector): [Mode, string, number[]] => [
    'TRADER',
    sector,
    TRADER_DEFAULT,
  ]),
  ['INVESTOR', 'default', INVESTOR_DEFAULT],
  ['INVESTOR', 'metals', [0.25, 0.15, 0.1, 0.1, 0.1, 0.3]],
  ['INVESTOR', 'banks', LENDERS_INVESTOR],
  ['INVESTOR', 'psu_banks', LENDERS_INVESTOR],
  ['INVESTOR', 'nbfcs', LENDERS_INVESTOR],
  ['INVESTOR', 'fmcg', [0.45, 0.05, 0.05, 0.2, 0.15, 0.1]],
  ['INVESTOR', 'it', [0.4, 0.08, 0.07, 0.18, 0.15, 0.12]],
  ...['auto_caps', 'diversified', 'energy', 'pharma', 'cement'].map((sector): [Mode, string, number[]] => [
    'INVESTOR',
    sector,
    INVESTOR_DEFAULT,
  ]),
];

describe.each(METHODS)('%s: weights (method §6)', (_, method) => {
  test.each(WEIGHTS)('%s, %s', (mode, sector, [F, T, R, O, Q, S]) => {
    expect(weightsOf(method.parameters, mode, sector)).toEqual({ F, T, R, O, Q, S });
  });

  test('a group may have any name, even that of a property of every object', () => {
    expect(weightsOf(method.parameters, 'TRADER', 'constructor')).toEqual(
      weightsOf(method.parameters, 'TRADER', 'default'),
    );
  });
});

const weights = (F: number, T: number, R: number, O: number, Q: number, S: number): PillarWeights => ({
  ...{ F, T, R },
  ...{ O, Q, S },
});
const hundredths = (...pillars: number[]) => pillars.map((value) => Int32Array.of(value));

describe('the weighted sum is exact', () => {
  test('by hand', () => {
    // 0.12 × 33.33 + 0.32 × 66.67 + 0.16 × 99.99 + 0.08 × 0.01 + 0.04 × 50 + 0.28 × 12.34:
    // 3.9996 + 21.3344 + 15.9984 + 0.0008 + 2 + 3.4552
    const pillars = hundredths(3333, 6667, 9999, 1, 5000, 1234);
    const table = [weights(0.12, 0.32, 0.16, 0.08, 0.04, 0.28)];
    expect([...weightedScore(pillars, Int32Array.of(0), table)]).toEqual([46.7884]);
  });

  test('to five decimals, for weights of three', () => {
    // 0.333 × 33.33 + 0.333 × 33.34 + 0.334 × 0.01 = 11.09889 + 11.10222 + 0.00334
    const pillars = hundredths(3333, 3334, 1, 0, 0, 0);
    expect([...weightedScore(pillars, Int32Array.of(0), [weights(0.333, 0.333, 0.334, 0, 0, 0)])]).toEqual([
      22.20445,
    ]);
  });

  test('100 everywhere is 100, with every table', () => {
    for (const [, , [F, T, R, O, Q, S]] of WEIGHTS) {
      const pillars = hundredths(10000, 10000, 10000, 10000, 10000, 10000);
      expect([...weightedScore(pillars, Int32Array.of(0), [weights(F, T, R, O, Q, S)])]).toEqual([100]);
    }
  });

  test('each stock with the weights of its group', () => {
    const pillars = [1, 2, 3, 4, 5, 6].map((k) => Int32Array.of(k * 100, k * 1000));
    const tables = [weights(0, 0, 0, 0, 0, 1), weights(1, 0, 0, 0, 0, 0)];
    expect([...weightedScore(pillars, Int32Array.of(1, 0), tables)]).toEqual([1, 60]);
  });
});

test('pillars are rounded to two decimals first, half up', () => {
  expect([...roundedPillar(Float64Array.of(64.995, 33.333333, 66.666666, 0, 100))]).toEqual([
    6500, 3333, 6667, 0, 10000,
  ]);
});

test.each([-0.01, 100.01, NaN, Infinity])('a pillar of %p is refused', (value) => {
  expect(() => roundedPillar(Float64Array.of(50, value))).toThrow(
    new RangeError(`Expected a pillar of 0 to 100, got ${value}`),
  );
});

test.each([
  [80, 0, 80],
  [80.00499, 0, 80],
  [80.005, 0, 80.01],
  [84.995, 20, 65],
  [74.995, 0, 75],
  [12.34567, 10, 2.35],
  [12, 20, 0],
  [0, 0, 0],
])('score before guardrails of %p less %p is %p', (weighted, penalty, expected) => {
  const [score] = scoreBeforeGuardrails(Float64Array.of(weighted), Float64Array.of(penalty));
  expect(score).toBe(expected);
});
