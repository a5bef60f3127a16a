import { expect, test } from '@jest/globals';
import type { RebalanceAnswer } from '../../../src/portfolios/optimiser/answer.js';
import { positionsOf } from '../../../src/portfolios/optimiser/positionsOf.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import { requireProblem } from '../../../src/portfolios/optimiser/requireProblem.js';
import { requireRight } from '../../../src/portfolios/optimiser/requireRight.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** A is sold from 600 shares, to 499 because costs of ₹50 have to come out of shares; B is bought, F is frozen. */
const problem = requireProblem({
  prices: { 'A.NS': '100', 'B.NS': '250', 'F.NS': '100' },
  cash: '30000',
  holdings: { 'A.NS': 600, 'F.NS': 100 },
  targets: { 'A.NS': '0.5', 'B.NS': '0.4' },
  bands: { 'A.NS': ['0.05', '0.05'], 'B.NS': ['0.05', '0.05'] },
  costs: { buyRate: '0.001', sellRate: '0.001' },
  mode: 'TO_TARGET',
  cashFloor: '10',
  frozen: ['F.NS'],
});
const answer = rebalance(problem);
const check = (changed: Partial<RebalanceAnswer>, given = problem) =>
  requireRight(given, positionsOf(problem, 1_000_000_000n), { ...answer, ...changed });
const [sale, purchase] = answer.trades;
const A = 'A.NS' as Ticker;

test('an answer passes its check', () => {
  expect(answer.trades.map(({ quantity, side }) => [side, quantity])).toEqual([
    ['SELL', 101n],
    ['BUY', 160n],
  ]);
  expect(() => check({})).not.toThrow();
});

test.each<[string, Partial<RebalanceAnswer>, RegExp]>([
  ['a share less', { trades: [sale, { ...purchase, quantity: 158n }] }, /other quantities of B\.NS/],
  ['a trade left out', { trades: [sale] }, /other quantities of B\.NS/],
  [
    'a negative quantity',
    { trades: [sale, { ...purchase, quantity: -160n }] },
    /a trade of B\.NS without shares/,
  ],
  ['another price', { trades: [{ ...sale, price: 1n }, purchase] }, /another price of A\.NS/],
  ['other costs', { trades: [{ ...sale, costs: 0n }, purchase] }, /other cash or costs/],
  ['other cash', { cashAfter: 0n }, /other cash or costs/],
  ['another value', { marketValue: 1n }, /value that is gained or lost/],
  ['another objective', { objective: 0n }, /another objective/],
  ['a reason', { reason: 'CASH_BELOW_FLOOR' }, /trades that leave less cash/],
  [
    'a trade of what is frozen',
    {
      trades: [{ ...sale, ticker: 'F.NS' as Ticker }, purchase],
      quantities: new Map([...(answer.quantities ?? []), [A, 600n], ['F.NS' as Ticker, 0n]]),
    },
    /A\.NS outside its band|F\.NS, which is not traded/,
  ],
])('an answer with %s does not', (_, changed, fault) => {
  expect(() => check(changed)).toThrow(fault);
  expect(() => check(changed)).toThrow(/nothing is traded/);
});

test('an answer with less cash than the floor does not', () => {
  expect(() => check({}, { ...problem, cashFloor: 1_000_000_000n })).toThrow(/less cash than the floor/);
});
