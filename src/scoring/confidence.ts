import type { CrossSection } from './crossSection.js';
import type { Method } from './method.js';
import { DATASETS } from './names.js';

/** How complete, fresh and reliable the inputs of each stock are (method §8); every element is 0 to 1. */
export interface ConfidenceColumns {
  readonly value: Float64Array;
  readonly coverage: Float64Array;
  readonly freshness: Float64Array;
  readonly sourcePenalty: Float64Array;
  readonly imputedFraction: Float64Array;
}

/**
 * Computes the confidence in the inputs of every stock (method §8): a weighted sum of coverage, of freshness
 * (the mean of exp(-age / expected age) over the datasets, where a dataset without a row counts 0), and of 1 less what
 * secondary sources cost.
 *
 * @param coverage fraction of the required metrics that each stock has, 0 to 1
 */
export function confidenceOf(
  section: CrossSection,
  coverage: Float64Array,
  method: Method,
): ConfidenceColumns {
  const { weights, slo, secondary_penalty } = method.parameters.confidence;
  const size = coverage.length;
  const freshness = new Float64Array(size);
  const sourcePenalty = new Float64Array(size);
  for (const dataset of DATASETS) {
    const age = section.age[dataset];
    const secondary = section.secondary[dataset];
    for (let i = 0; i < size; i++) {
      if (age[i] === age[i]) freshness[i] += Math.exp(-age[i] / slo[dataset]) / DATASETS.length;
      if (secondary[i] === 1) sourcePenalty[i] += secondary_penalty / DATASETS.length;
    }
  }
  const value = coverage.map((share, i) => {
    const sum =
      weights.coverage * share + weights.freshness * freshness[i] + weights.source * (1 - sourcePenalty[i]);
    return Math.min(1, Math.max(0, sum));
  });
  return { value, coverage, freshness, sourcePenalty, imputedFraction: coverage.map((share) => 1 - share) };
}
