import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RiskHolding, RiskInput } from '../../../src/portfolios/portfolioRisk/riskInput.js';
import { riskOf } from '../../../src/portfolios/portfolioRisk/riskOf.js';
import { sessionsToSell } from '../../../src/portfolios/portfolioRisk/sessionsToSell.js';
import { weightedMean } from '../../../src/portfolios/portfolioRisk/weightedMean.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** A holding of so many rupees. */
const holding = (ticker: string, rupees: number, of: Partial<RiskHolding> = {}): RiskHolding => ({
  ticker: ticker as Ticker,
  value: BigInt(rupees) * 10_000n,
  sector: 'x',
  medianTradedValue: 1e9,
  returns: [],
  ...of,
});
const input = (holdings: RiskHolding[], of: Partial<RiskInput> = {}): RiskInput => ({
  holdings,
  cash: 0n,
  index: [],
  limits: { position: 2000n, sector: 5000n, cash: 500n, valueAtRisk: 300n },
  least: 2,
  ...of,
});

describe('riskOf', () => {
  test('rescales what is known on each session to the share of all holdings', () => {
    // 40 % A, 40 % B, 20 % cash. Session 2 has A alone: it stands for 80 %.
    const holdings = [
      holding('A.NS', 40, { returns: [0.1, 0.05, null] }),
      holding('B.NS', 40, { returns: [-0.1, null, null] }),
    ];
    const { sessions, leftOut, maxDrawdown, volatility } = riskOf(
      input([...holdings], { cash: 200_000n, index: [0, 0, 0], least: 1 }),
    );
    expect([sessions, leftOut, maxDrawdown]).toEqual([2, [], 0]);
    // Returns 0 and 0.04: s = 0.04/√2.
    expect(volatility).toBeCloseTo((0.04 / Math.SQRT2) * Math.sqrt(252), 12);
  });

  test('equal returns are equal however they were summed', () => {
    // 2/7 A and 5/7 B. A alone stands for all on session 1, and session 2 has both: -3 % either way.
    const quiet = Array.from({ length: 19 }, () => 0);
    const holdings = [
      holding('A.NS', 200_000, { returns: [-0.03, -0.03, ...quiet] }),
      holding('B.NS', 500_000, { returns: [null, -0.03, ...quiet] }),
    ];
    const risk = riskOf(input(holdings, { index: [0, 0, ...quiet] }));
    // 21 returns: the quantile is the second, and both worst are at it.
    expect([risk.valueAtRisk95, risk.expectedShortfall95]).toEqual([0.03, 0.03]);
    expect(risk.valueAtRisk95Rupees).toBe(21_000n * 10_000n);
  });

  test('limits are broken beyond, not at', () => {
    const at = [
      holding('A.NS', 20, { sector: 'a' }),
      holding('B.NS', 20, { sector: 'b' }),
      holding('C.NS', 20, { sector: 'b' }),
      holding('D.NS', 10, { sector: 'b' }),
    ];
    expect(riskOf(input(at, { cash: 300_000n })).breaches).toEqual([]);
    expect(
      riskOf(input(at, { cash: 299_999n })).breaches.map(({ limit, subject }) => [limit, subject]),
    ).toEqual([
      ['position', 'A.NS'],
      ['position', 'B.NS'],
      ['position', 'C.NS'],
      ['sector', 'b'],
    ]);
    // 5 of 100 in cash, and 4.9999.
    const five = ['E.NS', 'F.NS', 'G.NS', 'H.NS', 'I.NS'].map((ticker) =>
      holding(ticker, 19, { sector: ticker }),
    );
    expect(riskOf(input(five, { cash: 50_000n })).breaches).toEqual([]);
    expect(riskOf(input(five, { cash: 49_999n })).breaches).toMatchObject([
      { limit: 'cash', subject: 'cash', allowed: 0.05 },
    ]);
  });

  test('a value at risk of exactly 3 % is no breach, whatever doubles make of it', () => {
    const returns = [-0.03, -0.03, -0.03, 0.01];
    const risk = (factor: number) =>
      riskOf(
        input([holding('A.NS', 100, { returns: returns.map((value) => value * factor) })], {
          index: [0, 0, 0, 0],
        }),
      );
    expect(risk(1).valueAtRisk95Rupees).toBe(30_000n);
    expect(risk(1).breaches.map(({ limit }) => limit)).not.toContain('valueAtRisk');
    expect(risk(1.001).breaches.at(-1)).toMatchObject({
      limit: 'valueAtRisk',
      subject: 'valueAtRisk',
      allowed: 0.03,
    });
  });

  test('an index that does not move has no beta', () => {
    const returns = [0.01, 0.02, 0.03];
    expect(riskOf(input([holding('A.NS', 1, { returns })], { index: [0.1, 0.1, 0.1] })).beta).toBeNull();
    expect(
      riskOf(input([holding('A.NS', 1, { returns })], { index: [0.005, 0.01, 0.015] })).beta,
    ).toBeCloseTo(2, 12);
    expect(riskOf(input([holding('A.NS', 1, { returns })], { index: [null, null, 0.1] })).beta).toBeNull();
  });

  test.each<[string, RiskInput]>([
    ['without anything', input([])],
    ['with cash alone', input([], { cash: 10_000n })],
    [
      'with debts above the holdings',
      input([holding('A.NS', 1, { returns: [0.1, 0.2] })], { cash: -20_000n, index: [0, 0] }),
    ],
  ])('%s, nothing is computed from nothing', (_, of) => {
    const risk = riskOf(of);
    expect(risk).toMatchObject({
      volatility: null,
      beta: null,
      valueAtRisk95: null,
      valueAtRisk95Rupees: null,
      maxDrawdown: null,
      largestWeight: null,
      sectors: [],
      breaches: [],
    });
    expect(JSON.stringify({ ...risk, total: 0 })).not.toMatch(/NaN|Infinity/);
  });

  test('is the same in any order of the holdings', () => {
    const some = ['C.NS', 'A.NS', 'B.NS'].map((ticker, at) =>
      holding(ticker, 10 + at, { returns: [0.1 * at, 0.037, -0.01 * at] }),
    );
    expect(riskOf(input([...some].reverse(), { index: [0.1, 0.2, 0] }))).toEqual(
      riskOf(input(some, { index: [0.1, 0.2, 0] })),
    );
  });
});

describe('sessionsToSell', () => {
  test('is the least number of sessions, counted one by one', () => {
    const rupees = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(rupees, fc.option(rupees)), { maxLength: 6 }), (some) => {
        const total = some.reduce((sum, [value]) => sum + value, 0);
        let expected: number | null = null;
        for (let sessions = 0; sessions <= 25_000 && expected === null; sessions++) {
          const sold = some.reduce(
            (sum, [value, median]) => sum + Math.min(5 * value, sessions * (median ?? 0)),
            0,
          );
          if (10 * sold >= 45 * total) expected = sessions;
        }
        expect(
          sessionsToSell(
            some.map(([value, medianTradedValue]) => ({ value: BigInt(value) * 10_000n, medianTradedValue })),
          ),
        ).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});

test('weightedMean leaves out what is unknown', () => {
  expect(
    weightedMean([
      [1n, 50],
      [3n, 70],
      [100n, null],
    ]),
  ).toBe(65);
  expect(weightedMean([[1n, null]])).toBeNull();
});
