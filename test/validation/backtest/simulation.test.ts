import { describe, expect, test } from '@jest/globals';
import type { BacktestRules } from '../../../src/validation/backtest/backtestRules.js';
import type { BacktestResult } from '../../../src/validation/backtest/backtestResult.js';
import { randomMarket } from '../../support/backtest/randomMarket.js';
import { money, sessionOf, type WrittenSession } from '../../support/backtest/sessions.js';
import { simulate } from '../../support/backtest/simulate.js';

/** Without costs, so that values can be seen at a glance. */
const RULES: BacktestRules = {
  ...{ minBand: 'BUY', topN: 10, weighting: 'EQUAL' },
  ...{ invest: 9_500n, maxWeight: 10_000n, sectorCap: 10_000n },
  every: 100,
  capital: money('1000'),
  costs: { buyRate: 0n, sellRate: 0n, perSale: 0n },
};

const A_IS_BOUGHT = { A: [80, 'BUY'] } as const;

/** Sessions with one close each, from 2024-01-01 on; null: the stock does not trade. B always trades. */
const ofA = (
  closes: readonly (number | null)[],
  change: (at: number) => Partial<WrittenSession> = () => ({}),
) =>
  closes.map((close, at) =>
    sessionOf({
      day: `2024-01-${String(at + 1).padStart(2, '0')}`,
      closes: { B: 1, ...(close !== null && { A: close }) },
      ...(at === 0 && { scores: A_IS_BOUGHT }),
      ...change(at),
    }),
  );

const values = ({ points }: BacktestResult) => points.map(({ value }) => Number(value) / 10_000);

test('orders wait for a close of their stock', () => {
  // The order is made at the last price, 100: 9 shares (9.5, the fewer). They are bought at 110 on the third session.
  const result = simulate(RULES, ofA([100, null, 110, 120]));
  expect(values(result)).toEqual([1_000, 1_000, 1_000, 1_090]);
});

test('what has no bar for more than 10 sessions is sold at its last price, and paid on the next session', () => {
  const costs = { buyRate: 0n, sellRate: 0n, perSale: money('1') };
  const gone = ofA([100, 100, 90, ...Array.from({ length: 12 }, () => null)]);
  const result = simulate({ ...RULES, costs }, gone);
  // 9 shares for 900. The tenth session without a bar is the 13th one; on the 14th they are sold for 810 − 1.
  expect(values(result).slice(11)).toEqual([910, 910, 909, 909]);
  expect(result.costs).toBe(money('1'));
});

test('a stock that is taken for delisted before its order is traded is not bought', () => {
  // Scores come from the tenth session after its bar.
  const closes = [100, ...Array.from({ length: 13 }, () => null), 50];
  const sessions = ofA(closes, (at) => ({ scores: at === 10 ? A_IS_BOUGHT : {} }));
  expect(values(simulate({ ...RULES, every: 10 }, sessions)).at(-1)).toBe(1_000);
});

test('a day without a stock that is good enough sells nothing', () => {
  const sessions = ofA([100, 100, 110, 120], (at) => ({
    scores: at === 0 ? A_IS_BOUGHT : { A: [30, 'AVOID'], B: [40, 'HOLD'] },
  }));
  const result = simulate({ ...RULES, every: 2 }, sessions);
  expect(values(result)).toEqual([1_000, 1_000, 1_090, 1_180]);
  expect(result).toMatchObject({ models: 1, withoutModel: 1 });
  // The random portfolios hold A, too, as it was the only stock that was scored.
  expect(result).toMatchObject({ randomMedian: result.totalReturn, randomShareBeaten: 0 });
});

test('a consolidation drops the fraction of a share, also of what is ordered', () => {
  const sessions = ofA([100, 100, null, 200], (at) => (at === 2 ? { splits: { A: [1, 2] } } : {}));
  // 9 shares become 4.
  expect(values(simulate(RULES, sessions))).toEqual([1_000, 1_000, 900, 900]);
});

test('a close is carried over a split on which the stock does not trade', () => {
  const sessions = ofA([100, 100, null, 34], (at) => (at === 2 ? { splits: { A: [3, 1] } } : {}));
  // 27 shares of 33.3333.
  expect(values(simulate(RULES, sessions))).toEqual([1_000, 1_000, 999.9991, 1_018]);
});

test('shares that are worth less than a paisa are kept, and nothing fails', () => {
  const sessions = ofA([0.02, 0.02, null, null], (at) => ({
    ...(at === 2 && { splits: { A: [1_000, 1] } }),
    scores: at === 0 ? A_IS_BOUGHT : { B: [80, 'BUY'] },
  }));
  const result = simulate({ ...RULES, every: 2 }, sessions);
  expect(result.points).toHaveLength(4);
  expect(result.models).toBe(2);
});

test('without a session, and with one, there is nothing to tell', () => {
  const nothing = { totalReturn: null, annualReturn: null, volatility: null, maxDrawdown: null };
  expect(simulate(RULES, [])).toMatchObject({ ...nothing, points: [], randomMedian: null });
  expect(simulate(RULES, ofA([100]))).toMatchObject({ ...nothing, benchmark: null, randomMedian: 0 });
});

test('the benchmark goes by the last close of the index, and is null once that is more than 10 sessions old', () => {
  const index = [null, 100, null, 121, ...Array.from({ length: 11 }, () => null)];
  const from = (first: number) => {
    const sessions = ofA(Array(15).fill(1), (at) => ({ index: index[at] ?? null })).slice(first);
    return simulate(RULES, sessions).points.map(({ benchmark }) => benchmark && Number(benchmark.toFixed(2)));
  };
  expect(from(1)).toEqual([0, 0, ...Array(11).fill(0.21), null]);
  // Without a close to begin with there is nothing to compare.
  expect(from(0)).toEqual(Array(15).fill(null));
});

describe('of random markets with splits, gaps and stocks that come and go', () => {
  const rules: BacktestRules = {
    ...RULES,
    ...{ topN: 4, weighting: 'SCORE', maxWeight: 4_000n, sectorCap: 6_000n },
    every: 7,
    capital: money('100000'),
    costs: { buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: money('15.34') },
  };

  test('two runs give the same, and one that is cut off anywhere gives its beginning', () => {
    const sessions = randomMarket(1, 30);
    const whole = simulate(rules, sessions);
    expect(simulate(rules, randomMarket(1, 30))).toEqual(whole);
    for (let end = 1; end < sessions.length; end++) {
      expect(simulate(rules, sessions.slice(0, end)).points).toEqual(whole.points.slice(0, end));
    }
  });
});
