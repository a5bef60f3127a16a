import { setTimeout as wait } from 'node:timers/promises';
import { QueueFull } from '../../async/queueFull.js';
import { isPassing } from '../../database/isPassing.js';
import type { Job } from '../../jobs/task.js';
import { UserError } from '../../userError.js';
import { SolverTimeout } from '../solver/solverTimeout.js';
import { computeAnswer } from './computeAnswer.js';
import type { WholeAnswer } from './portfolioAnswer.js';
import type { PortfolioProblem } from './readProblems.js';
import type { RebalanceServices } from './rebalanceServices.js';
import { requirePosed } from './requirePosed.js';
import { withoutTrades } from './withoutTrades.js';

/** How long to wait where others keep the solver busy, in milliseconds. */
const BUSY_MS = 100;
const FAILED = 'The rebalance failed; the log of the service says why.';

/**
 * Returns the answer of a portfolio in a job: FAILED without trades where it cannot be computed.
 *
 * @throws what another attempt of the job may overcome, and the reason of its signal
 */
export async function answerOf(
  problem: PortfolioProblem,
  { signal, log, services: { rebalancing } }: Job<RebalanceServices>,
): Promise<WholeAnswer> {
  for (;;) {
    try {
      return await computeAnswer(requirePosed(problem), rebalancing.solver, signal);
    } catch (error) {
      if (signal.aborted || isPassing(error)) throw error;
      if (!(error instanceof QueueFull)) {
        const { portfolioId } = problem;
        log.warn({ err: error, portfolioId }, 'the rebalance of a portfolio failed');
        return withoutTrades(portfolioId, 'FAILED', reasonOf(error));
      }
    }
    await wait(BUSY_MS, undefined, { signal });
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof UserError || error instanceof SolverTimeout ? error.message : FAILED;
