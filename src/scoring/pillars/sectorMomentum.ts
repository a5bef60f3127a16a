import { filled } from '../columns.js';
import type { CleanSection } from '../hygiene.js';
import type { Method } from '../method.js';
import { HORIZONS } from '../names.js';
import { scoredByIndex, type ComponentColumns } from '../points.js';
import { sectorMeans, type ReferenceReturns } from '../returns.js';
import { snap } from '../rounding.js';
import { countAtOrBelow, countBelow, meanOf, sampleStdev } from '../statistics.js';
import { everySector, type PillarColumns } from './pillar.js';

const EPSILON = 1e-8;
const NEUTRAL_SCORE = 50;

/** Momentum of each sector group. S_z and the score are NaN for a group that lacks a return or a volatility. */
export interface SectorMomentum {
  /** S_z: the weighted z-scores of the group over three horizons. */
  readonly z: Float64Array;
  /** The percentile of S_z among the groups, 0 to 100. */
  readonly score: Float64Array;
  /** Mean of the daily volatility over 20 sessions, a fraction. */
  readonly sigma: Float64Array;
}

/** The pillar S of every stock, with the momentum of the groups that it ranks. */
export interface SectorMomentumPillar {
  readonly pillar: PillarColumns;
  readonly groups: SectorMomentum;
  /** S_z of each stock's group; 0 where the group has none. */
  readonly z: Float64Array;
}

/**
 * Scores the pillar S (method §5): the percentile, among all groups, of the returns of a stock's sector group
 * in excess of the market, scaled by the group's mean volatility. It is the same for every stock of a group.
 */
export function sectorMomentumPillar(
  clean: CleanSection,
  references: ReferenceReturns,
  method: Method,
): SectorMomentumPillar {
  const { sectors } = clean;
  const { weights } = method.parameters.pillars.sector_momentum;
  const sigma = sectorMeans(clean.sigma20, clean);
  const taking = Array.from({ length: sectors.count }, (_, g) => g).filter((g) =>
    [sigma, ...HORIZONS.map((horizon) => references.sector[horizon])].every((means) => means[g] === means[g]),
  );

  const total = new Float64Array(taking.length);
  const components = HORIZONS.map((horizon): ComponentColumns => {
    const means = references.sector[horizon];
    const excess = Float64Array.from(
      taking,
      (g) => (means[g] - references.market[horizon]) / (sigma[g] + EPSILON),
    );
    const z = zScores(excess);
    for (let k = 0; k < total.length; k++) total[k] += weights[horizon] * z[k];
    return {
      name: horizon,
      weight: everySector(sectors, weights[horizon]),
      raw: perStock(perGroup(taking.map((g) => means[g]))),
      value: perStock(perGroup(excess)),
      imputed: new Uint8Array(sectors.of.length),
      scoredBy: new Uint8Array(sectors.of.length).fill(scoredByIndex('RANK')),
      points: null,
      statistics: null,
      z: perStock(perGroup(z)),
      ranksUp: null,
    };
  });

  const snapped = total.map(snap);
  const ascending = snapped.slice().sort();
  const percentile = snapped.map((z) =>
    snapped.length === 1
      ? NEUTRAL_SCORE
      : ((countBelow(ascending, z) + countAtOrBelow(ascending, z) + 1) * 50) / snapped.length,
  );
  const groups = { z: perGroup(total), score: perGroup(percentile), sigma };
  const orElse = (other: number) => (value: number) => (value === value ? value : other);
  return {
    pillar: { name: 'S', score: perStock(groups.score).map(orElse(NEUTRAL_SCORE)), components },
    groups,
    z: perStock(groups.z).map(orElse(0)),
  };

  function perGroup(values: ArrayLike<number>): Float64Array {
    const column = new Float64Array(sectors.count).fill(NaN);
    taking.forEach((g, k) => (column[g] = values[k]));
    return column;
  }
  function perStock(byGroup: Float64Array): Float64Array {
    return filled(new Float64Array(sectors.of.length), (i) => byGroup[sectors.of[i]]);
  }
}

/** Returns sample z-scores: 0 for all where the values do not differ, or there is only one. */
function zScores(values: Float64Array): Float64Array {
  const stdev = sampleStdev(values);
  if (!(stdev > EPSILON)) return new Float64Array(values.length);
  const mean = meanOf(values);
  return values.map((value) => (value - mean) / stdev);
}
