import { expect, test } from '@jest/globals';
import type { BacktestRules } from '../../../src/validation/backtest/backtestRules.js';
import { money, sessionOf, type WrittenSession } from '../../support/backtest/sessions.js';
import { simulate } from '../../support/backtest/simulate.js';

/** Two stocks at most, alike; a purchase costs 0.1 %, a sale 0.2 % and ₹10. */
const RULES: BacktestRules = {
  ...{ minBand: 'BUY', topN: 2, weighting: 'EQUAL' },
  ...{ invest: 9_500n, maxWeight: 10_000n, sectorCap: 10_000n },
  every: 2,
  capital: money('100000'),
  costs: { buyRate: 1_000_000n, sellRate: 2_000_000n, perSale: money('10') },
};

const SESSIONS: readonly WrittenSession[] = [
  // All cash: 1,00,000. A and B get 47.5 % each.
  {
    ...{ day: '2024-01-01', closes: { A: 99, B: 51, C: 200 }, index: 20_000 },
    scores: { A: [80, 'BUY'], B: [70, 'BUY'], C: [40, 'HOLD'] },
  },
  // 47,500 each: A 475, B 950, for 47.50 each. Cash 1,00,000 − 95,000 − 95 = 4,905. Value 99,905.
  { day: '2024-01-02', closes: { A: 100, B: 50, C: 200 }, index: 20_200 },
  // 4,905 + 475 × 110 + 950 × 48 = 1,02,755. C and B from now on.
  {
    ...{ day: '2024-01-03', closes: { A: 110, B: 48, C: 200 }, index: 20_100 },
    scores: { A: [55, 'HOLD'], B: [70, 'BUY'], C: [75, 'BUY'] },
  },
  // The value is 4,905 + 475 × 112 + 950 × 50 = 1,05,605, of which each gets 50,161.875.
  // C: 249 shares are 112.875 short, 250 are 88.125 over: 250. B: 1003.2375: 1003, 53 more. A: all 475 are sold.
  // Sold: 53,200 − 106.40 − 10 = 53,083.60, for tomorrow. Cash 4,905 pays for 24 C (4,824 + 4.83), then 1 B (50 + 0.05).
  // Cash 26.12. Value 26.12 + 53,083.60 + 24 × 201 + 951 × 50 = 1,05,483.72.
  { day: '2024-01-04', closes: { A: 112, B: 50, C: 201 }, index: 20_300 },
  // Cash 53,109.72 pays for the other 226 C (46,104 + 46.11) and 52 B (2,652 + 2.66): 4,304.95 is left.
  // Value 4,304.95 + 250 × 204 + 1003 × 51 = 1,06,457.95. A and C from now on.
  {
    ...{ day: '2024-01-05', closes: { A: 105, B: 51, C: 204 }, index: 20_400 },
    scores: { A: [85, 'STRONG_BUY'], B: [45, 'HOLD'], C: [80, 'STRONG_BUY'] },
  },
  // C is split 2 for 1: 500. The value is 4,304.95 + 500 × 103 + 1003 × 52 = 1,07,960.95, of which each gets 51,281.45125.
  // A: 512.81: 513. C: 497.88: 498, so 2 are sold. Sold: B 52,156 − 104.32 − 10, C 206 − 0.42 − 10: 52,237.26 for tomorrow.
  // Cash 4,304.95 pays for 43 A (4,300 + 4.30): 0.65 is left. Value 0.65 + 52,237.26 + 498 × 103 + 43 × 100 = 1,07,831.91.
  {
    day: '2024-01-08',
    closes: { A: 100, B: 52, C: 103 },
    splits: { C: [2, 1] },
    index: 20_500,
  },
  // Cash 52,237.91 pays for the other 470 A (47,470 + 47.47): 4,720.44. Value 4,720.44 + 513 × 101 + 498 × 104 = 1,08,325.44.
  {
    ...{ day: '2024-01-09', closes: { A: 101, B: 53, C: 104 }, index: 20_600 },
    scores: { A: [85, 'STRONG_BUY'], B: [45, 'HOLD'], C: [80, 'STRONG_BUY'] },
  },
];

test('a case with three models, costs, cash of tomorrow and a split, worked out by hand', () => {
  const result = simulate(RULES, SESSIONS.map(sessionOf));
  expect(result.points.map(({ value }) => value)).toEqual(
    ['100000', '99905', '102755', '105483.72', '106457.95', '107831.91', '108325.44'].map(money),
  );
  expect(result.points.map(({ benchmark }) => benchmark?.toFixed(4))).toEqual([
    '0.0000',
    '0.0100',
    '0.0050',
    '0.0150',
    '0.0200',
    '0.0250',
    '0.0300',
  ]);
  // 95 + 116.40 + 4.83 + 0.05 + 46.11 + 2.66 + 114.32 + 10.42 + 4.30 + 47.47
  expect(result.costs).toBe(money('441.56'));
  expect(result.totalReturn).toBeCloseTo(0.0832544, 12);
  expect(result.benchmark).toBeCloseTo(0.03, 12);
  // Six returns make a year of 252 sessions 42 times.
  expect(result.annualReturn).toBeCloseTo(1.0832544 ** 42 - 1, 9);
  // It falls once, on the second session.
  expect(result.maxDrawdown).toBeCloseTo(0.00095, 12);
  // 95,000 + 53,200 + 4,824 + 50 + 46,104 + 2,652 + 52,156 + 206 + 4,300 + 47,470
  const mean = (100_000 + 99_905 + 102_755 + 105_483.72 + 106_457.95 + 107_831.91 + 108_325.44) / 7;
  expect(result.turnover).toBeCloseTo(((305_962 / 2 / mean) * 252) / 6, 9);
  expect(result).toMatchObject({ models: 4, withoutModel: 0 });
});
