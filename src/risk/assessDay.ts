import type { DayRisks } from './dayRisks.js';
import type { RiskInputs } from './riskInputs.js';
import type { RiskMethod } from './riskMethod.js';

/** Assesses the risk of every stock of a day. */
export function assessDay(inputs: RiskInputs, method: RiskMethod): DayRisks {
  throw new Error(`not written yet: ${inputs.date} ${method.name}`);
}
