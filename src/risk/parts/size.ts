import { snap } from '../../scoring/rounding.js';
import type { RiskObservation } from '../assessment.js';
import type { RiskSize } from '../riskInputs.js';
import { missing } from './missing.js';

/** Observes a stock's market capitalisation, in ₹ crore. It is known or not, and never thin. */
export function size({ crore, source }: RiskSize): RiskObservation {
  if (!(crore > 0 && crore < Infinity)) return missing(0, 'no market capitalisation');
  return {
    raw: snap(crore),
    rawLower: null,
    rawUpper: null,
    observations: 1,
    status: 'OK',
    reason: source,
  };
}
