import type { BcgQuadrant } from './names.js';

/**
 * Returns the quadrant of the growth-share matrix: by whether a company is as large as its largest rival, and whether its
 * sector grows as fast as the median of all sectors.
 *
 * @param relativeShare own revenue / that of the largest rival
 * @param growth of the sector, as a fraction, as is `medianGrowth`
 * @returns null where any of the three is not known
 */
export function quadrantOf(
  relativeShare: number | null,
  growth: number | null,
  medianGrowth: number | null,
): BcgQuadrant | null {
  if (relativeShare === null || growth === null || medianGrowth === null) return null;
  if (growth >= medianGrowth) return relativeShare >= 1 ? 'STAR' : 'QUESTION_MARK';
  return relativeShare >= 1 ? 'CASH_COW' : 'DOG';
}
