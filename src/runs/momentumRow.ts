import { snap } from '../scoring/rounding.js';
import type { DayScores } from '../scoring/scoreDay.js';

/** The momentum of a sector group on a day, as it is stored: floats are rounded to 1e-10, and NaN is null. */
export interface MomentumRow {
  readonly sector: number;
  readonly stocks: number;
  readonly z: number;
  readonly score: number;
}

/** Puts the momentum of a day's sector groups into rows, in the order of the groups. */
export function momentumRows(
  { section, sectors, momentum }: DayScores,
  sectorIds: ReadonlyMap<string, number>,
): MomentumRow[] {
  return section.sectors.map((sector, g) => ({
    sector: sectorIds.get(sector) ?? NaN,
    stocks: sectors.start[g + 1] - sectors.start[g],
    z: snap(momentum.z[g]),
    score: snap(momentum.score[g]),
  }));
}
