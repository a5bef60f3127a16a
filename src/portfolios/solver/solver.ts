import type { RebalanceAnswer } from '../optimiser/answer.js';
import type { RebalanceProblem } from '../optimiser/problem.js';
import type { SearchBounds } from '../optimiser/searchBounds.js';

/** How a call of `Solver.solve` ends before it has an answer. */
export interface SolveOptions {
  /** Ends it with the operation or job that asks. */
  readonly signal?: AbortSignal;
  /** The longest that it may compute; that of the solver by default. */
  readonly timeoutMs?: number;
  readonly bounds?: SearchBounds;
}

/** Computes rebalances in worker threads, so that requests are answered meanwhile. */
export class Solver {
  /**
   * Returns what to trade.
   *
   * @throws SolverTimeout where it takes too long
   * @throws QueueFull where too many wait
   * @throws the reason of the signal where it is aborted
   */
  solve(_problem: RebalanceProblem, _options: SolveOptions = {}): Promise<RebalanceAnswer> {
    throw new Error('not yet');
  }

  /** Ends the threads. What is computed or waits meanwhile is rejected. */
  close(): Promise<void> {
    throw new Error('not yet');
  }
}
