import type { Assessment, RiskObservation, RiskPart } from './assessment.js';
import { factorsOf } from './factorsOf.js';
import { RISK_PARTS } from './names.js';
import { partPoints } from './partPoints.js';
import type { RiskMethod } from './riskMethod.js';
import { wholeOf } from './wholeOf.js';

/**
 * Returns the risk of a stock from what was observed of its parts.
 *
 * @param observations six, in the order of RISK_PARTS
 */
export function assessmentOf(observations: readonly RiskObservation[], method: RiskMethod): Assessment {
  const parts = RISK_PARTS.map((kind, p): RiskPart => {
    const { raw, rawLower, rawUpper, observations: count, status, reason } = observations[p];
    const points = partPoints(kind, observations[p], method);
    return { kind, raw, rawLower, rawUpper, observations: count, status, reason, ...points };
  });
  return { ...wholeOf(parts, method), parts, factors: factorsOf(parts, method) };
}
