import type { SectorMembers } from '../crossSection.js';
import type { PillarName } from '../names.js';
import type { ComponentColumns } from '../points.js';

/** One pillar for every stock of the day, with what it is made of. */
export interface PillarColumns {
  readonly name: PillarName;
  /** 0 to 100, not rounded, never null. */
  readonly score: Float64Array;
  readonly components: readonly ComponentColumns[];
}

/**
 * The weighted mean of each stock's present components, weights renormalised (method §5); `emptyScore` where
 * none is present.
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

/** A component that every sector group has with the same weight. */
export const everySector = (sectors: SectorMembers, weight: number): Float64Array =>
  new Float64Array(sectors.count).fill(weight);
