import { alphaOf } from '../alpha.js';
import type { CleanSection } from '../hygiene.js';
import type { Method } from '../method.js';
import { SIGMA_OF } from '../names.js';
import { scoredByIndex } from '../points.js';
import { horizonsOfStrength, type ReferenceReturns } from '../returns.js';
import { snap } from '../rounding.js';
import { averageRank } from '../statistics.js';
import { everySector, type PillarColumns } from './pillar.js';

/**
 * Scores the pillar R (method §5): the percentile, within the whole universe, of the returns in excess of the
 * sector group and of the market. Each is divided by the stock's own volatility, and weighted over the
 * horizons of the method.
 */
export function relativeStrengthPillar(
  clean: CleanSection,
  references: ReferenceReturns,
  method: Method,
): PillarColumns {
  const { sectors, returns } = clean;
  const { weights, against } = method.parameters.pillars.relative_strength;
  const size = sectors.of.length;
  const alpha = new Float64Array(size);
  const horizons = horizonsOfStrength(method.parameters);
  for (const horizon of horizons) {
    const sigma = clean[SIGMA_OF[horizon]];
    const values = returns[horizon].value;
    const sectorReturn = references.sector[horizon];
    const marketReturn = references.market[horizon];
    const weight = weights[horizon] ?? 0;
    for (let i = 0; i < size; i++) {
      alpha[i] += weight * alphaOf(values[i], sectorReturn[sectors.of[i]], marketReturn, sigma[i], against);
    }
  }
  const snapped = alpha.map(snap);
  const ascending = snapped.slice().sort();
  return {
    name: 'R',
    score: snapped.map((value) => (averageRank(ascending, value) / size) * 100),
    components: horizons.map((horizon) => ({
      name: horizon,
      weight: everySector(sectors, weights[horizon] ?? 0),
      ...returns[horizon],
      imputed: new Uint8Array(size),
      scoredBy: new Uint8Array(size).fill(scoredByIndex('RANK')),
      points: null,
      statistics: null,
      z: null,
      ranksUp: null,
    })),
  };
}
