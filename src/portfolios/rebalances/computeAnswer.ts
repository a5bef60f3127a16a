import type { RebalanceAnswer } from '../optimiser/answer.js';
import type { RebalanceProblem } from '../optimiser/problem.js';
import type { PosedProblem } from './posedProblem.js';
import type { WholeAnswer } from './portfolioAnswer.js';
import { wholeAnswer } from './wholeAnswer.js';

/** Computes what to trade, off the event loop, within a bound of time. `Solver` is one. */
export interface Solving {
  solve(problem: RebalanceProblem, options?: { readonly signal?: AbortSignal }): Promise<RebalanceAnswer>;
}

/**
 * Returns the answer to a problem.
 *
 * @throws SolverTimeout, QueueFull, the reason of the signal, and what the search throws: then there is no answer
 */
export async function computeAnswer(
  posed: PosedProblem,
  solver: Solving,
  signal: AbortSignal | undefined,
): Promise<WholeAnswer> {
  return wholeAnswer(posed, await solver.solve(posed.problem, signal === undefined ? {} : { signal }));
}
