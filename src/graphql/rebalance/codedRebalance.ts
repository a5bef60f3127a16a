import { SolverTimeout } from '../../portfolios/solver/solverTimeout.js';
import { codedChange } from '../codedChange.js';
import { codedError } from '../codedError.js';

/**
 * Gives the errors of rebalances their codes.
 *
 * @throws GraphQLError CONFLICT, with the version of now; TIMEOUT where it took too long
 */
export async function codedRebalance<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await codedChange(work);
  } catch (error) {
    if (error instanceof SolverTimeout) throw codedError('TIMEOUT', error.message, { status: 504 });
    throw error;
  }
}
