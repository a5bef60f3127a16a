import { VERSION } from '../../version.js';
import type { RunInputs } from './storedRuns.js';

/** How a run that was computed again compares with what it stored. */
export interface Comparison {
  /** Whether the stored texts of method and sector file have the hashes that the run names. */
  readonly isGenuine: boolean;
  /** The hash of the inputs as they are computed now. */
  readonly inputsHash: string;
  readonly hasSameScores: boolean;
  /** Whether the momentum of the sector groups, and the reasons why companies were not scored, are the same. */
  readonly hasSameRest: boolean;
}

/** Says in one sentence why a run is not reproduced; null where it is. */
export function notReproduced(run: RunInputs, comparison: Comparison): string | null {
  const { isGenuine, inputsHash, hasSameScores, hasSameRest } = comparison;
  const code =
    run.codeVersion === VERSION ? '' : ` The run was made by version ${run.codeVersion}, this is ${VERSION}.`;
  if (!isGenuine) {
    return 'The stored text of its method or sector file is not the one whose hash the run names.';
  }
  if (inputsHash !== run.inputsHash) {
    return (
      `The inputs differ: the facts recorded up to batch ${run.readBatch} are not the facts that the run read, or ` +
      `are computed differently (hash ${inputsHash.slice(0, 12)}, stored ${run.inputsHash.slice(0, 12)}).${code}`
    );
  }
  if (!hasSameScores) {
    return `The inputs are the same, but the scores computed from them are others.${code}`;
  }
  if (hasSameRest) return null;
  return `The scores are the same, but not the sector groups' momentum, or why companies were not scored.${code}`;
}
