import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { REBALANCE_MODES, type RebalanceMode } from '../../../src/portfolios/names.js';
import type { RebalanceProblem } from '../../../src/portfolios/optimiser/problem.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import { naiveRebalance } from '../../support/portfolios/naiveRebalance.js';
import { smallProblems } from '../../support/portfolios/smallProblems.js';

/** Random cases of each mode with and without binding cash; 1,000 prove it, CI tries 60. */
const CASES = Number(process.env['REBALANCES'] ?? 60);

/** Compares with all combinations. @returns whether they were few enough */
function isCompared(problem: RebalanceProblem): boolean {
  const naive = naiveRebalance(problem);
  if (naive === null) return false;
  const answer = rebalance(problem, { tolerance: 0n });
  const { cashAfter, gap, infeasible, objective, optimal, quantities, reason, status } = answer;
  expect({
    status,
    reason,
    cashAfter,
    objective,
    quantities,
    tickers: reason === 'INFEASIBLE_BAND' ? infeasible.map(({ ticker }) => ticker) : [],
    shortfall: infeasible.find(({ ticker }) => ticker === null)?.shortfall ?? null,
  }).toEqual(naive);
  expect({ optimal, gap }).toEqual({ optimal: true, gap: null });
  return true;
}

/** Returns the problem with a floor that is so much above the cash that would be left. */
function withFloor(problem: RebalanceProblem, above: bigint): RebalanceProblem | null {
  const { cashAfter } = rebalance({ ...problem, cashFloor: 0n }, { tolerance: 0n });
  const floor = (cashAfter ?? 0n) + above;
  return cashAfter === null || floor < 0n ? null : { ...problem, cashFloor: floor };
}

describe.each(REBALANCE_MODES)('%s equals the best of all combinations', (mode: RebalanceMode) => {
  test('where the cash does not bind, or is all that is there', () => {
    let compared = 0;
    fc.assert(
      fc.property(smallProblems(mode), (problem) => {
        if (!isCompared(problem)) return fc.pre(false);
        compared++;
      }),
      { numRuns: CASES, seed: 19 },
    );
    expect(compared).toBeGreaterThanOrEqual(CASES);
  });

  test('where more cash is wanted than would be left', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        smallProblems(mode),
        fc.oneof(
          fc.bigInt({ min: 1n, max: 20_000_000n }),
          fc.constantFrom(1n, 100n, 10_000n, 1_000_000n, 5_000_000n),
        ),
        (problem, above) => {
          const bound = withFloor(problem, above);
          if (bound === null || !isCompared(bound)) return fc.pre(false);
          compared++;
        },
      ),
      { numRuns: CASES, seed: 20, maxSkipsPerRun: 1_000 },
    );
    expect(compared).toBeGreaterThanOrEqual(CASES);
  });
});
