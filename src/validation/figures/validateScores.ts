import type { MarketPanel, ScorePanel } from './panel.js';
import type { ValidationRequest, ValidationResult } from './request.js';

/**
 * Computes all validations of one method and mode. The same panels give the same bytes.
 *
 * @throws RangeError where the columns of the panels do not fit together
 */
export function validateScores(
  market: MarketPanel,
  scores: ScorePanel,
  request: ValidationRequest,
): ValidationResult {
  throw new RangeError(
    `Expected figures of ${market.days.length} sessions, got none of ${scores.methodName}.`,
  );
}
