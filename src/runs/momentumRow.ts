import { snap } from '../scoring/rounding.js';
import type { DayScores } from '../scoring/scoreDay.js';

/** A sector group's momentum on a day, as stored; NaN is null. Floats are rounded to 1e-10. */
export interface MomentumRow {
  readonly sector: number;
  readonly stocks: number;
  readonly z: number;
  readonly score: number;
}

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
