import type { ScoringSetup } from './scoringSetup.js';

/** Returns a setup for each method that is scored: the default one first, the others in the order of METHODS. */
export function setupsOf(setup: ScoringSetup): readonly ScoringSetup[] {
  return [setup, ...(setup.others ?? []).map((other) => ({ ...setup, ...other }))];
}
