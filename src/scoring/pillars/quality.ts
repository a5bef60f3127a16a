import type { CleanSection } from '../hygiene.js';
import type { Method } from '../method.js';
import { scoreBySector } from '../points.js';
import { everySector, weightedPillar, type PillarColumns } from './pillar.js';

const COMPONENTS = ['roce_3y', 'opm_stdev_12q', 'asset_growth'] as const;

/** Scores the pillar Q (method §5): return on capital employed, how steady the operating margin is, how fast assets grow. */
export function qualityPillar(clean: CleanSection, method: Method): PillarColumns {
  const { sectors } = clean;
  const { quality, missing_fundamentals, empty_score } = method.parameters.pillars;
  const components = COMPONENTS.flatMap((name) => {
    const weight = quality[name];
    if (weight === undefined) return [];
    return scoreBySector(clean.fundamentals[name], sectors, {
      name,
      weight: everySector(sectors, weight),
      higherIsBetter: name === 'roce_3y',
      missing: missing_fundamentals,
      loneGroupsScoreNulls: method.parameters.points.lone_groups_score_nulls,
      byRank: name === 'asset_growth',
    });
  });
  return weightedPillar('Q', components, sectors, empty_score);
}
