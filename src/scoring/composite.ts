import { filled } from './columns.js';
import { PILLARS } from './names.js';
import type { PillarWeights } from './method.js';
import { round2, toHundredths } from './rounding.js';

/** Weighted sums are whole numbers of these parts of a point: hundredths of points times thousandths of weight. */
const PARTS = 100_000;

/**
 * Sums weight × pillar for every stock (method §6). Because pillars are whole hundredths and weights whole thousandths,
 * the sum is one of integers, and exact to five decimals.
 *
 * @param pillars one column for each pillar in the order of PILLARS, in whole hundredths of points
 * @param sectorOf index of each stock's sector group
 * @param weightsOfSector weights of each sector group, 0 to 1, with at most three decimals
 * @returns 0 to 100 for each stock; never NaN
 */
export function weightedScore(
  pillars: readonly Int32Array[],
  sectorOf: Int32Array,
  weightsOfSector: readonly PillarWeights[],
): Float64Array {
  const thousandths = weightsOfSector.map((weights) =>
    PILLARS.map((pillar) => Math.round(weights[pillar] * 1000)),
  );
  return filled(new Float64Array(sectorOf.length), (i) => {
    const weights = thousandths[sectorOf[i]];
    let sum = 0;
    for (let p = 0; p < weights.length; p++) sum += weights[p] * pillars[p][i];
    return sum / PARTS;
  });
}

/**
 * Rounds one pillar of every stock to two decimals, before it is weighted, so that the numbers that are shown add up.
 *
 * @param score 0 to 100 for each stock
 * @returns whole hundredths of points
 * @throws RangeError for a pillar outside 0 to 100 or NaN, which no pillar computes
 */
export function roundedPillar(score: Float64Array): Int32Array {
  return filled(new Int32Array(score.length), (i) => {
    const hundredths = toHundredths(score[i]);
    if (hundredths >= 0 && hundredths <= 100_00) return hundredths;
    throw new RangeError(`Expected a pillar of 0 to 100, got ${score[i]}`);
  });
}

/**
 * Takes the penalty off the weighted sum of every stock (method §6, §7): the score that the guardrails begin with.
 *
 * @returns 0 to 100, to two decimals
 */
export const scoreBeforeGuardrails = (weighted: Float64Array, penalty: Float64Array): Float64Array =>
  weighted.map((sum, i) => round2(Math.max(0, sum - penalty[i])));
