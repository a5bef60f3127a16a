import type { ValidationResult } from '../../validation/figures/request.js';
import { servedRules } from './servedRules.js';

/**
 * Returns figures under the names of the type Validation of the schema. `deciles` are those of the score, as there by
 * default; `decilesOf` has those of all figures.
 */
export function validationJson({ validations }: ValidationResult, inputsHash: string): readonly object[] {
  return validations.map(({ deciles, rules, ...figures }) => ({
    ...figures,
    rules: servedRules(rules),
    deciles: deciles.find(({ figure }) => figure === 'VALUE') ?? null,
    decilesOf: deciles,
    inputsHash,
  }));
}
