import type { Candidate, FromScoresRule } from '../../portfolios/fromScores/candidate.js';
import { modelFromScores } from '../../portfolios/fromScores/modelFromScores.js';
import type { Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';

/**
 * Returns the targets of a model from scores, in units of WEIGHT, the best score first; empty where no stock is good enough
 * to make one.
 */
export function modelTargets(
  scores: readonly Candidate[],
  rule: FromScoresRule,
): ReadonlyMap<Ticker, bigint> {
  try {
    return new Map(modelFromScores(scores, rule).positions.map(({ ticker, target }) => [ticker, target]));
  } catch (error) {
    if (error instanceof UserError) return new Map();
    throw error;
  }
}
