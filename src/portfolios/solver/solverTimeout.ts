/** A rebalance took longer than it may. Nothing of it is used. */
export class SolverTimeout extends Error {
  override readonly name = 'SolverTimeout';

  /** @param timeoutMs the bound, in milliseconds */
  constructor(timeoutMs: number) {
    super(
      `Expected a rebalance within ${timeoutMs / 1000} s (REBALANCE_TIMEOUT_MS), got none: nothing is traded; try again, or raise it.`,
    );
  }
}
