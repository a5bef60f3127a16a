import { compare, type Ratio } from '../../market/exact.js';
import { floorDivided } from '../money/division.js';
import type { FromScoresRule } from './candidate.js';
import type { ExactWeight } from './exactWeights.js';

/** A step of targets, in units of WEIGHT: 0.005. */
const STEP = 50n;

/**
 * Returns targets in whole steps: each weight rounded down, and what is left of the sum in steps, one at a time, for the
 * largest weight − target among those that stay within both caps.
 *
 * @param weights the best score first, ticker after that, which decides ties
 * @param total their sum, in units of WEIGHT
 * @returns in units of WEIGHT, in the same order
 */
export function inSteps(weights: readonly ExactWeight[], total: bigint, rule: FromScoresRule): bigint[] {
  const targets = weights.map(({ weight: { over, under } }) => floorDivided(over, under * STEP) * STEP);
  const sectors = new Map<string, bigint>();
  for (const [at, { sector }] of weights.entries()) {
    sectors.set(sector, (sectors.get(sector) ?? 0n) + (targets[at] ?? 0n));
  }
  let left = floorDivided(total, STEP) - targets.reduce((sum, target) => sum + target, 0n) / STEP;
  for (; left > 0n; left--) {
    let best: { readonly at: number; readonly rest: Ratio } | null = null;
    for (const [at, { sector, weight }] of weights.entries()) {
      const target = targets[at] ?? 0n;
      if (target + STEP > rule.maxWeight || (sectors.get(sector) ?? 0n) + STEP > rule.sectorCap) continue;
      const rest: Ratio = { over: weight.over - target * weight.under, under: weight.under };
      if (best === null || compare(rest, best.rest) > 0) best = { at, rest };
    }
    if (best === null) break;
    targets[best.at] = (targets[best.at] ?? 0n) + STEP;
    const { sector } = weights[best.at] as ExactWeight;
    sectors.set(sector, (sectors.get(sector) ?? 0n) + STEP);
  }
  return targets;
}
