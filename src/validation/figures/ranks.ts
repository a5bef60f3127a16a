import type { Members } from './members.js';
import type { Ordering } from './ordering.js';

/**
 * Ranks some of the rows among themselves: 1 is the smallest value, and ties get their average rank.
 *
 * @returns the rank of each member at its row; 0 at the other rows
 */
export function ranksOf({ rows, ties }: Ordering, { mask }: Members): Float64Array {
  const ranks = new Float64Array(mask.length);
  let ranked = 0;
  let first = 0;
  let tied = 0;
  for (let place = 0; place < rows.length; place++) {
    if (mask[rows[place]] === 0) continue;
    if (tied > 0 && ties[place] !== ties[first]) {
      if (tied > 1) shareRank(first, place, ranked - (tied - 1) / 2);
      tied = 0;
    }
    if (tied === 0) first = place;
    tied++;
    ranks[rows[place]] = ++ranked;
  }
  if (tied > 1) shareRank(first, rows.length, ranked - (tied - 1) / 2);
  return ranks;

  function shareRank(start: number, end: number, rank: number): void {
    for (let place = start; place < end; place++) {
      if (mask[rows[place]] === 1) ranks[rows[place]] = rank;
    }
  }
}

/** Returns Pearson's correlation of the ranks of some rows; NaN where one of the two rankings has no variation. */
export function rankCorrelation(a: Float64Array, b: Float64Array, { rows }: Members): number {
  // Average ranks leave the mean rank as it is.
  const mean = (rows.length + 1) / 2;
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (const row of rows) {
    const distanceA = a[row] - mean;
    const distanceB = b[row] - mean;
    products += distanceA * distanceB;
    squaresA += distanceA * distanceA;
    squaresB += distanceB * distanceB;
  }
  return squaresA === 0 || squaresB === 0 ? NaN : products / Math.sqrt(squaresA * squaresB);
}
