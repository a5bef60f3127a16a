import { alphaOf } from './alpha.js';
import { ALL_HORIZONS, SIGMA_OF, type AnyHorizon, type PillarName } from './names.js';
import { orNull } from './orNull.js';
import { scoredByIndex, type ComponentColumns } from './points.js';
import { snap } from './rounding.js';
import type { DayScores } from './scoreDay.js';
import { rankAmong } from './statistics.js';

/** What a component is compared with; a number that does not exist is null. */
export interface Comparison {
  /** R: the mean winsorised return of the sector group, a fraction. */
  readonly ofSector: number | null;
  /** R and S: the return of the market, a fraction. */
  readonly ofMarket: number | null;
  /** Daily volatility, a fraction: R the stock's, winsorised, S the mean of the sector group's. */
  readonly sigma: number | null;
  /** R: the returns in excess of sector group and market, divided by sigma. S: the group's return in excess of the market. */
  readonly alpha: number | null;
  /**
   * R: of the stock's weighted alpha. S: of the sector group's S_z. Other pillars: of the value within the sector group
   * where the rank gives the points, for near_high within the universe. 1 is the worst, and ties share their average.
   */
  readonly rank: number | null;
  /** How many are ranked. */
  readonly rankOf: number | null;
}

const NOTHING: Comparison = {
  ofSector: null,
  ofMarket: null,
  sigma: null,
  alpha: null,
  rank: null,
  rankOf: null,
};
const RANK = scoredByIndex('RANK');

/** Compares a component of a stock with its sector group, the market and other stocks (method §4, §5). */
export function comparisonOf(
  day: DayScores,
  pillar: PillarName,
  component: ComponentColumns,
  stock: number,
): Comparison {
  if (isHorizon(component.name)) {
    if (pillar === 'R') return strengthOf(day, component.name, component.value[stock], stock);
    if (pillar === 'S') return momentumOf(day, component.name, component.raw[stock], stock);
  }
  return pillar === 'T' ? rankedInUniverse(component, stock) : rankedInGroup(day, component, stock);
}

function rankedInUniverse({ scoredBy, value }: ComponentColumns, stock: number): Comparison {
  if (scoredBy[stock] !== RANK) return NOTHING;
  const { rank, of } = rankAmong(value.map(snap), snap(value[stock]));
  return { ...NOTHING, rank, rankOf: of };
}

const isHorizon = (name: string): name is AnyHorizon => (ALL_HORIZONS as readonly string[]).includes(name);

function strengthOf(day: DayScores, horizon: AnyHorizon, value: number, stock: number): Comparison {
  const { references, pillars, sigmas, method } = day;
  const ofSector = references.sector[horizon][day.sectors.of[stock]];
  const ofMarket = references.market[horizon];
  const sigma = sigmas[SIGMA_OF[horizon]][stock];
  const { against } = method.parameters.pillars.relative_strength;
  // Scores ascend with the alphas that they rank.
  const { rank, of } = rankAmong(pillars.R.score, pillars.R.score[stock]);
  return {
    ofSector: orNull(ofSector),
    ofMarket: orNull(ofMarket),
    sigma: orNull(sigma),
    alpha: alphaOf(value, ofSector, ofMarket, sigma, against),
    rank,
    rankOf: of,
  };
}

function momentumOf(
  { references, momentum, sectors }: DayScores,
  horizon: AnyHorizon,
  mean: number,
  stock: number,
): Comparison {
  const g = sectors.of[stock];
  const ofMarket = references.market[horizon];
  const hasResult = momentum.score[g] === momentum.score[g];
  const { rank, of } = rankAmong(momentum.score, momentum.score[g]);
  return {
    ofSector: null,
    ofMarket: orNull(ofMarket),
    sigma: orNull(momentum.sigma[g]),
    alpha: orNull(mean - ofMarket),
    rank: hasResult ? rank : null,
    rankOf: hasResult ? of : null,
  };
}

function rankedInGroup({ sectors }: DayScores, component: ComponentColumns, stock: number): Comparison {
  const { ranksUp, scoredBy, raw, value } = component;
  if (ranksUp === null || scoredBy[stock] !== RANK || raw[stock] !== raw[stock]) return NOTHING;
  const g = sectors.of[stock];
  const members = sectors.members.subarray(sectors.start[g], sectors.start[g + 1]);
  const observed = Float64Array.from(members, (i) => (raw[i] === raw[i] ? snap(value[i]) : NaN));
  const { rank, of } = rankAmong(observed, snap(value[stock]));
  return { ...NOTHING, rank: ranksUp ? rank : of + 1 - rank, rankOf: of };
}
