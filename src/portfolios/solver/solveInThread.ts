import type { RebalanceAnswer } from '../optimiser/answer.js';
import type { RebalanceProblem } from '../optimiser/problem.js';
import { rebalance } from '../optimiser/rebalance.js';
import type { SearchBounds } from '../optimiser/searchBounds.js';

/** What a thread is asked. */
export interface Asked {
  readonly problem: RebalanceProblem;
  readonly bounds: SearchBounds;
}

/** Computes a rebalance: what a thread of `Solver` runs. */
export const solve = ({ problem, bounds }: Asked): RebalanceAnswer => rebalance(problem, bounds);
