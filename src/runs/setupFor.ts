import type { ScoringSetup } from './scoringSetup.js';
import { setupsOf } from './setupsOf.js';

/**
 * Finds the setup of a method that is scored.
 *
 * @param name null: the default method
 * @returns null where no method of the name is scored
 */
export function setupFor(setup: ScoringSetup, name: string | null): ScoringSetup | null {
  if (name === null) return setup;
  return setupsOf(setup).find(({ method }) => method.name === name) ?? null;
}
