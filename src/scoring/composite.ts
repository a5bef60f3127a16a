import { filled } from './columns.js';
import { PILLARS } from './names.js';
import type { PillarWeights } from './method.js';
import { round2, toHundredths } from './rounding.js';

/** Weighted sums are whole numbers of this many parts: hundredths of points times thousandths of weight. */
const PARTS = 100_000;

/**
 * Σ weight × pillar over rounded pillars, exact to 5 decimals: pillars are whole hundredths and weights whole
 * thousandths, so the sum is one of integers (method §6).
 *
 * @param pillars each stock's pillars in whole hundredths, one column per pillar in the order of PILLARS
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
 * One pillar of every stock in whole hundredths, so that what is shown adds up.
 *
 * @throws RangeError for a pillar outside 0 to 100: no pillar computes one, so a caller made it up
 */
export function roundedPillar(score: Float64Array): Int32Array {
  return filled(new Int32Array(score.length), (i) => {
    const hundredths = toHundredths(score[i]);
    if (hundredths >= 0 && hundredths <= 100_00) return hundredths;
    throw new RangeError(`expected a pillar of 0 to 100, got ${score[i]}`);
  });
}

/** Score before guardrails: the weighted sum less the penalty, not below 0, to 2 decimals. */
export const scoreBeforeGuardrails = (weighted: Float64Array, penalty: Float64Array): Float64Array =>
  weighted.map((sum, i) => round2(Math.max(0, sum - penalty[i])));
