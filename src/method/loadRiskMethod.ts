import { fileURLToPath } from 'node:url';
import type { RiskMethod, RiskParameters } from '../risk/riskMethod.js';
import { canonicalHash } from '../canonicalHash.js';
import { readMethodFile } from './loadMethod.js';
import { parseParameters } from './parseParameters.js';
import { riskMethodFile } from './riskMethodFile.js';
import { brokenRiskRules } from './riskMethodRules.js';

/** The risk method that is used where no other one is given. */
export const DEFAULT_RISK_METHOD = fileURLToPath(new URL('../../config/risk.yaml', import.meta.url));

/**
 * Reads, validates and hashes a file of a risk method.
 *
 * @throws UserError where the file cannot be read, MethodError where it cannot be used
 */
export async function loadRiskMethod(file = DEFAULT_RISK_METHOD): Promise<RiskMethod> {
  return compileRiskMethod(parseRiskMethod(await readMethodFile(file), file));
}

/**
 * Parses the text of a file of a risk method.
 *
 * @param file the name of the file in errors
 * @throws MethodError with the path of every faulty key
 */
export function parseRiskMethod(text: string, file: string): RiskParameters {
  return parseParameters(text, file, riskMethodFile, brokenRiskRules);
}

/** Names and hashes a risk method. */
export const compileRiskMethod = (parameters: RiskParameters): RiskMethod => ({
  name: parameters.name,
  hash: canonicalHash(parameters),
  parameters,
});
