import { RISK_PARTS, RISK_STATUSES, type RiskStatus } from '../../risk/names.js';

/** Whether a stored risk has a part in a status. */
export function hasStatus({ statuses }: { readonly statuses: number }, status: RiskStatus): boolean {
  const wanted = RISK_STATUSES.indexOf(status);
  return RISK_PARTS.some((_, k) => ((statuses >> (2 * k)) & 3) === wanted);
}
