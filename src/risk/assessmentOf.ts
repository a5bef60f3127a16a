import type { Assessment, RiskObservation } from './assessment.js';
import type { RiskMethod } from './riskMethod.js';

/**
 * Returns the risk of a stock from what was observed of its parts.
 *
 * @param observations six, in the order of RISK_PARTS
 */
export function assessmentOf(observations: readonly RiskObservation[], method: RiskMethod): Assessment {
  throw new Error(`not written yet: ${observations.length} ${method.name}`);
}
