import { describe, expect, test } from '@jest/globals';
import { TradingDays } from '../../../src/portfolios/market/readTradingDays.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import { inputsOf } from '../../../src/portfolios/rebalances/inputsOf.js';
import { pricesUntil } from '../../../src/portfolios/rebalances/pricesUntil.js';
import { problemOf, type ProblemParts } from '../../../src/portfolios/rebalances/problemOf.js';
import { requireTerms } from '../../../src/portfolios/rebalances/rebalanceTerms.js';
import { wholeAnswer } from '../../../src/portfolios/rebalances/wholeAnswer.js';
import type { PricedStock } from '../../../src/portfolios/valuation/pricedStock.js';
import { COSTS, date, nse } from '../../support/portfolios/rebalanceWorld.js';

const priced = (symbol: string, price: bigint, frozen = false): [PricedStock['ticker'], PricedStock] => [
  nse(symbol),
  { ticker: nse(symbol), price, priceDate: date('2024-10-08'), frozen },
];

const position = (symbol: string) => ({ ticker: nse(symbol), target: 2_000n, low: 100n, high: 300n });

const PARTS: ProblemParts = {
  portfolioId: 7,
  version: 3,
  model: {
    ...{ id: 5, version: 2, outside: 'KEEP', neverBuy: [] },
    positions: [position('AAA'), position('BBB'), position('CCC')],
  },
  state: {
    day: date('2024-10-08'),
    cash: 1_000_000_000n,
    holdings: new Map([[nse('ZZZ'), { quantity: 4n, totalCost: null }]]),
  },
  prices: {
    day: date('2024-10-08'),
    nextSession: date('2024-10-09'),
    prices: new Map([priced('AAA', 1_000_000n), priced('BBB', 2_500_000n, true), priced('CCC', 400_000n)]),
  },
  costs: COSTS,
  neverBuy: { runId: 11, bands: new Map() },
  terms: { mode: 'TO_TARGET', cashFloor: 0n, minTradeValue: 0n },
};

test('a problem has what the model, the journal and the prices say', () => {
  const { problem, ...posed } = problemOf(PARTS);
  expect(posed).toMatchObject({
    ...{ portfolioId: 7, version: 3, modelId: 5, modelVersion: 2 },
    ...{ day: '2024-10-08', heldOn: '2024-10-08', nextSession: '2024-10-09', scoresRun: null, unscored: [] },
  });
  expect(problem.targets).toEqual(new Map(['AAA', 'BBB', 'CCC'].map((one) => [nse(one), 2_000n])));
  expect(problem.bands.get(nse('AAA'))).toEqual({ low: 100n, high: 300n });
  expect(problem.holdings).toEqual(new Map([[nse('ZZZ'), 4n]]));
  expect(problem.frozen).toEqual(new Set([nse('BBB')]));
  expect(problem.outside).toBe('KEEP');
  // A stock without a bar has no price, and the answer names it.
  expect(problem.prices.has(nse('ZZZ'))).toBe(false);
  expect(rebalance(problem)).toMatchObject({ status: 'FAILED', reason: 'PRICE_MISSING', trades: [] });
});

test('what is not bought has a band of the model, and what has no score is named', () => {
  const neverBuy = {
    runId: 11,
    bands: new Map([[nse('AAA'), 'AVOID'] as const, [nse('CCC'), 'BUY'] as const]),
  };
  const posed = problemOf({ ...PARTS, model: { ...PARTS.model, neverBuy: ['AVOID'] }, neverBuy });
  expect(posed.problem.neverBuy).toEqual(new Set([nse('AAA')]));
  expect(posed.unscored).toEqual([nse('BBB')]);
  expect(posed.scoresRun).toBe(11);
  const whole = wholeAnswer(posed, rebalance({ ...posed.problem, holdings: new Map() }));
  expect(whole.message).toContain('because they have no score of its mode: BBB.NS.');
  expect(whole.trades.map(({ side, ticker, tradeDay }) => [side, ticker, tradeDay])).toEqual([
    ['BUY', 'CCC.NS', '2024-10-09'],
  ]);
  expect(inputsOf(posed)).toMatchObject({ neverBuy: ['AAA.NS'], unscored: ['BBB.NS'], frozen: ['BBB.NS'] });
  // Without bands nothing is restrained, and nothing is to be said.
  expect(problemOf({ ...PARTS, neverBuy }).problem.neverBuy.size).toBe(0);
});

test('decimals are written as texts', () => {
  const whole = wholeAnswer(problemOf(PARTS), {
    ...rebalance({ ...problemOf(PARTS).problem, holdings: new Map() }),
    objective: 123_456_789n,
    gap: 100n,
  });
  expect(whole).toMatchObject({ marketValue: '100000', objective: '1.23456789', gap: '0.01' });
  expect(whole.reports.before).toMatchObject({ date: '2024-10-08', marketValue: '100000' });
  expect(whole.reports.before?.positions[0]).toMatchObject({ target: '0.2', lower: '0.19', upper: '0.23' });
});

test('prices are carried over what goes ex after their session, as the holdings are', () => {
  const split = { exDate: date('2024-10-09'), kind: 'SPLIT', newShares: 5n, oldShares: 2n } as const;
  const market = {
    ...PARTS.prices,
    actions: { shares: new Map([[nse('AAA'), [split]]]), values: new Map() },
    days: new TradingDays([], [], date('2024-10-08')),
  };
  expect(pricesUntil(market, date('2024-10-08'))).toMatchObject({ nextSession: '2024-10-09' });
  const { prices, nextSession } = pricesUntil(market, date('2024-10-09'));
  expect(prices.get(nse('AAA'))?.price).toBe(400_000n);
  expect(prices.get(nse('CCC'))?.price).toBe(400_000n);
  expect(nextSession).toBe('2024-10-10');
});

test('a model without positions sells nothing', () => {
  const model = { ...PARTS.model, outside: 'SELL', positions: [] } as const;
  expect(() => problemOf({ ...PARTS, model })).toThrow('by which all holdings would be sold');
});

describe('terms', () => {
  const given = { mode: 'TO_TARGET', asOf: null, cashFloor: null, minTradeValue: null } as const;

  test('are exact', () => {
    expect(requireTerms({ ...given, cashFloor: '0.0001', minTradeValue: '5e2' })).toMatchObject({
      cashFloor: 1n,
      minTradeValue: 5_000_000n,
    });
    expect(requireTerms(given)).toMatchObject({ cashFloor: 0n, minTradeValue: 0n });
  });

  test.each(['-1', '-0.0001', '1.00001', 'many', '9'.repeat(30)])('of %s are refused', (cashFloor) => {
    expect(() => requireTerms({ ...given, cashFloor })).toThrow('Expected cashFloor');
    expect(() => requireTerms({ ...given, minTradeValue: cashFloor })).toThrow('Expected minTradeValue');
  });
});
