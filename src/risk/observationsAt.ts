import type { RiskObservation } from './assessment.js';
import type { DayRisks } from './dayRisks.js';
import { RISK_PARTS, RISK_STATUSES } from './names.js';

/**
 * Returns what was observed of the six parts of a stock's risk, in the order of RISK_PARTS.
 *
 * @param stock its element in the columns
 */
export function observationsAt({ parts }: DayRisks, stock: number): readonly RiskObservation[] {
  return RISK_PARTS.map((kind) => {
    const { raw, rawLower, rawUpper, observations, status, reason } = parts[kind];
    return {
      raw: orNull(raw[stock]),
      rawLower: orNull(rawLower[stock]),
      rawUpper: orNull(rawUpper[stock]),
      observations: observations[stock],
      status: RISK_STATUSES[status[stock]],
      reason: reason[stock],
    };
  });
}

const orNull = (value: number): number | null => (value === value ? value : null);
