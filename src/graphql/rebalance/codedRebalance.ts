import { QueueFull } from '../../async/queueFull.js';
import { SolverTimeout } from '../../portfolios/solver/solverTimeout.js';
import { codedChange } from '../portfolio/codedChange.js';
import { codedError } from '../codedError.js';

/** Seconds after which rebalances that wait are done. */
const RETRY_AFTER = 1;

/**
 * Gives the errors of rebalances their codes.
 *
 * @throws GraphQLError CONFLICT, with the version of now; TIMEOUT and OVERLOADED where nothing could be computed
 */
export async function codedRebalance<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await codedChange(work);
  } catch (error) {
    if (error instanceof SolverTimeout) throw codedError('TIMEOUT', error.message, { status: 504 });
    throw error;
  }
}
