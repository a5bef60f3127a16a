import type { ValidationResult } from '../../validation/figures/request.js';

/**
 * Returns figures under the names of the type Validation of the schema. `deciles` are those of the score, as there by
 * default; `decilesOf` has those of all figures.
 */
export function validationJson({ validations }: ValidationResult, inputsHash: string): readonly object[] {
  return validations.map(({ deciles, ...figures }) => ({
    ...figures,
    deciles: deciles.find(({ figure }) => figure === 'VALUE') ?? null,
    decilesOf: deciles,
    inputsHash,
  }));
}
