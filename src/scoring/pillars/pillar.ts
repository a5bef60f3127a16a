import type { SectorMembers } from '../crossSection.js';
import type { PillarName } from '../names.js';
import type { ComponentColumns } from '../points.js';

/** One pillar for every stock of the day, with its components. */
export interface PillarColumns {
  readonly name: PillarName;
  /** 0 to 100, not rounded, never NaN. */
  readonly score: Float64Array;
  readonly components: readonly ComponentColumns[];
}

/**
 * Computes a pillar as the weighted mean of each stock's present components (method §5). The weights of the present
 * components are scaled up to sum to 1.
 *
 * @param emptyScore score of a stock without any component, 0 to 100
 */
export function weightedPillar(
  name: PillarName,
  components: readonly ComponentColumns[],
  sectors: SectorMembers,
  emptyScore: number,
): PillarColumns {
  const score = new Float64Array(sectors.of.length);
  for (let i = 0; i < score.length; i++) {
    const g = sectors.of[i];
    let weights = 0;
    let sum = 0;
    for (const { points, weight } of components) {
      if (points === null || points[i] !== points[i]) continue;
      weights += weight[g];
      sum += weight[g] * points[i];
    }
    score[i] = weights > 0 ? sum / weights : emptyScore;
  }
  return { name, score, components };
}

/** Returns the weights of a component that counts the same in every sector group. */
export const everySector = (sectors: SectorMembers, weight: number): Float64Array =>
  new Float64Array(sectors.count).fill(weight);
