import { describe, expect, test } from '@jest/globals';
import { REBALANCE_MODES } from '../../../src/portfolios/names.js';
import type { RebalanceAnswer } from '../../../src/portfolios/optimiser/answer.js';
import type { RebalanceProblem } from '../../../src/portfolios/optimiser/problem.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { largeProblem, randomNumbers } from '../../support/portfolios/largeProblem.js';
import { naiveGreedy } from '../../support/portfolios/naiveGreedy.js';

/** Random portfolios; 10,000 prove it, CI tries fewer. */
const CASES = Number(process.env['REBALANCES'] ?? 40);

/** A problem, with more cash wanted than would be left, or not. */
function randomProblem(seed: number): RebalanceProblem {
  const random = randomNumbers(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)];
  const problem = largeProblem(random, {
    positions: 6 + Math.floor(random() * 55),
    value: pick([200_000, 5_000_000, 20_000_000]),
    drift: pick([null, 0.3, 1.5]),
    mode: pick(REBALANCE_MODES),
  });
  const tickers = [...problem.targets.keys()];
  const some = () => new Set(tickers.filter(() => random() < 0.05));
  const varied = { ...problem, frozen: some(), neverBuy: some(), minTradeValue: pick([0n, 0n, 50_000_000n]) };
  const { cashAfter } = rebalance(varied);
  if (cashAfter === null || random() < 0.2) return varied;
  const above = BigInt(Math.floor(random() * pick([1e6, 1e8, 5e9])));
  const cashFloor = cashAfter + above;
  return cashFloor < 0n ? varied : { ...varied, cashFloor };
}

/** Checks what must hold of every answer, from the problem alone. */
function expectRight(problem: RebalanceProblem, answer: RebalanceAnswer): void {
  const { holdings, prices, targets } = problem;
  const value = [...holdings].reduce(
    (sum, [ticker, n]) => sum + n * (prices.get(ticker) ?? 0n),
    problem.cash,
  );
  if (answer.status !== 'DONE') {
    expect(answer.trades).toEqual([]);
    expect(answer.quantities).toBeNull();
    return;
  }
  let { cash } = problem;
  const after = new Map(holdings);
  for (const { costs, price, quantity, side, ticker, value: traded } of answer.trades) {
    expect(quantity > 0n && price === prices.get(ticker) && traded === price * quantity && costs >= 0n).toBe(
      true,
    );
    const signed = side === 'BUY' ? quantity : -quantity;
    after.set(ticker, (after.get(ticker) ?? 0n) + signed);
    cash -= signed * price + costs;
    expect(costs % 100n).toBe(0n);
    expect(problem.frozen.has(ticker)).toBe(false);
    expect(side === 'BUY' && problem.neverBuy.has(ticker)).toBe(false);
  }
  const spent = answer.trades.reduce((sum, { costs }) => sum + costs, 0n);
  const held = [...after].reduce((sum, [ticker, n]) => sum + n * (prices.get(ticker) ?? 0n), 0n);
  expect(held + cash + spent).toBe(value);
  expect(answer.cashAfter).toBe(cash);
  if (answer.reason === null) expect(cash).toBeGreaterThanOrEqual(problem.cashFloor);
  let objective = 0n;
  for (const [ticker, target] of targets) {
    if (problem.frozen.has(ticker)) continue;
    const worth = (after.get(ticker) ?? 0n) * (prices.get(ticker) ?? 0n) * 10_000n;
    const { low, high } = problem.bands.get(ticker) ?? { low: 0n, high: 0n };
    const isBlocked = answer.before?.positions.find((one) => one.ticker === ticker)?.status === 'BLOCKED';
    if (!isBlocked) expect(worth >= value * (target - low) && worth <= value * (target + high)).toBe(true);
    const distance = value * target - worth;
    objective += distance < 0n ? -distance : distance;
  }
  expect(answer.objective).toBe(objective);
}

/** The same problem with its maps in another order. */
function shuffled(problem: RebalanceProblem): RebalanceProblem {
  const turned = <Value>(map: ReadonlyMap<Ticker, Value>) => new Map([...map].reverse());
  return {
    ...problem,
    prices: turned(problem.prices),
    holdings: turned(problem.holdings),
    targets: turned(problem.targets),
    bands: turned(problem.bands),
  };
}

describe('any rebalance', () => {
  test('keeps bands and cash, gains and loses nothing, and is the same in any order', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= CASES; seed++) {
      const problem = randomProblem(seed);
      const answer = rebalance(problem, { nodes: 4_000 });
      expectRight(problem, answer);
      expect(rebalance(shuffled(problem), { nodes: 4_000 })).toEqual(answer);
      seen.add(answer.reason ?? (answer.nodes > 0 ? 'searched' : 'closed form'));
    }
    expect([...seen]).toEqual(expect.arrayContaining(['searched', 'closed form', 'INFEASIBLE_CASH']));
  });

  test('is never worse than the greedy answer, and never better than its gap says', () => {
    let searched = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const problem = { ...randomProblem(seed), mode: 'TO_TARGET', minTradeValue: 0n } as const;
      const plain = { ...problem, frozen: new Set<never>(), neverBuy: new Set<never>() };
      const answer = rebalance(plain);
      const { objective } = answer;
      if (answer.status !== 'DONE' || objective === null) continue;
      if (answer.nodes > 0) searched++;
      for (const isRounded of [false, true]) {
        const greedy = naiveGreedy(plain, isRounded);
        if (greedy !== null) expect(objective).toBeLessThanOrEqual(greedy);
      }
      const further =
        rebalance(plain, { tolerance: 0n, nodes: Math.max(10_000, answer.nodes) }).objective ?? 0n;
      expect(further).toBeLessThanOrEqual(objective);
      expect(objective - further).toBeLessThanOrEqual((answer.gap ?? 0n) * 10_000n);
    }
    expect(searched).toBeGreaterThan(CASES / 6);
  });
});
