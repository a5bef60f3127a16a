import { UserError } from '../../userError.js';
import type { PosedProblem } from './posedProblem.js';
import type { PortfolioProblem } from './readProblems.js';

/**
 * Returns the problem of a portfolio.
 *
 * @throws UserError where it has no model; what was thrown when the problem was made
 */
export function requirePosed({ posed, fault }: PortfolioProblem): PosedProblem {
  if (posed !== null) return posed;
  if (fault !== null) throw fault as Error;
  throw new UserError(
    'Expected a portfolio that follows a model, got one without: name its model by attachPortfolio first.',
  );
}
