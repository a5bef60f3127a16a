import { fileURLToPath } from 'node:url';
import type { RiskMethod, RiskParameters } from '../risk/riskMethod.js';

/** The risk method that is used where no other one is given. */
export const DEFAULT_RISK_METHOD = fileURLToPath(new URL('../../config/risk.yaml', import.meta.url));

/** Parses the text of a file of a risk method. */
export function parseRiskMethod(text: string, file: string): RiskParameters {
  throw new Error(`not written yet: ${text} ${file}`);
}

/** Names and hashes a risk method. */
export function compileRiskMethod(parameters: RiskParameters): RiskMethod {
  throw new Error(`not written yet: ${parameters.name}`);
}
