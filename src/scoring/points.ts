import type { SectorMembers } from './crossSection.js';
import type { Metric } from './hygiene.js';
import { SCORED_BY, type ScoredBy } from './names.js';
import { snap } from './rounding.js';
import { averageRank, medianOf, sampleStdev, sortedObserved } from './statistics.js';

/** With fewer observed values a z-score says little, so ranks are used instead (method §4). */
export const MIN_COUNT_FOR_Z = 6;
const EPSILON = 1e-8;
/** Points of a value that is missing, or that has nothing to be compared with. */
export const NEUTRAL_POINTS = 50;
/** Points for each standard deviation from the median. */
export const POINTS_PER_Z = 15;

/** Statistics of the observed, winsorised values of one metric in each sector group; NaN where undefined. */
export interface SectorStatistics {
  readonly median: Float64Array;
  readonly stdev: Float64Array;
  readonly count: Int32Array;
}

/** One component of a pillar, for every stock of the day. NaN is null. */
export interface ComponentColumns {
  readonly name: string;
  /** Weight in the pillar by sector group, before missing components are left out; 0: it is not a component there. */
  readonly weight: Float64Array;
  readonly raw: Float64Array;
  /** As scored: winsorised, and imputed where `imputed` is 1. */
  readonly value: Float64Array;
  readonly imputed: Uint8Array;
  /** Index into SCORED_BY. */
  readonly scoredBy: Uint8Array;
  /** 0 to 100; NaN: the component is left out of the pillar. Null in R and S, which rank the sum of their horizons. */
  readonly points: Float64Array | null;
  /** Null where the component is not scored within its sector group. */
  readonly statistics: SectorStatistics | null;
  readonly z: Float64Array | null;
  /** Whether the greatest value has the last rank; null where no rank within the sector group gives the points. */
  readonly ranksUp: boolean | null;
}

/** Returns the index of a way of scoring in SCORED_BY. */
export const scoredByIndex = (way: ScoredBy): number => SCORED_BY.indexOf(way);
const Z_SCORE = scoredByIndex('Z_SCORE');
const RANK = scoredByIndex('RANK');
const NEUTRAL = scoredByIndex('NEUTRAL');
const RULE = scoredByIndex('RULE');

/** Options of scoring a metric within its sector groups. */
export interface SectorPointsOptions {
  readonly name: string;
  readonly weight: Float64Array;
  readonly higherIsBetter: boolean;
  /** NEUTRAL: a missing value is shown as the group's median and scores 50. SKIP: it stays null, without points. */
  readonly missing: 'NEUTRAL' | 'SKIP';
  /** Whether a missing value scores 50 in a group of at most one value, whatever `missing` says. */
  readonly loneGroupsScoreNulls: boolean;
  /** Whether the rank gives the points also where a z-score could; by default not. */
  readonly byRank?: boolean;
  /** 1 where a rule says that the stock, whose value is null, scores 0; by default nowhere. */
  readonly ruledZero?: Uint8Array | undefined;
}

/**
 * Gives every stock points for a metric within its sector group (method §4):
 *
 * - 50 + 15 z, clamped to 0 to 100, where the group has at least 6 observed values that differ; z is the distance from
 *   the median in sample standard deviations.
 * - average rank / (n + 1) × 100 where it has 2 to 5 values, or equal ones.
 * - 50 where it has at most one value.
 * - 0 where a rule says so: the stock counts for no number of its group.
 *
 * @param metric NaN is null; its `value` is winsorised
 */
export function scoreBySector(
  metric: Metric,
  sectors: SectorMembers,
  options: SectorPointsOptions,
): ComponentColumns {
  const size = metric.raw.length;
  const columns = {
    value: metric.value.slice(),
    imputed: new Uint8Array(size),
    scoredBy: new Uint8Array(size).fill(NEUTRAL),
    points: new Float64Array(size).fill(NaN),
    z: new Float64Array(size).fill(NaN),
  };
  const statistics = {
    median: new Float64Array(sectors.count).fill(NaN),
    stdev: new Float64Array(sectors.count).fill(NaN),
    count: new Int32Array(sectors.count),
  };
  const sign = options.higherIsBetter ? 1 : -1;

  for (let g = 0; g < sectors.count; g++) {
    if (options.weight[g] === 0) continue;
    const start = sectors.start[g];
    const end = sectors.start[g + 1];
    const ascending = sortedObserved(metric.value, sectors.members, start, end);
    const count = ascending.length;
    const stdev = sampleStdev(ascending);
    statistics.count[g] = count;
    statistics.stdev[g] = stdev;
    if (count > 0) statistics.median[g] = medianOf(ascending);
    const median = statistics.median[g];
    const byZ = count >= MIN_COUNT_FOR_Z && stdev > EPSILON && !options.byRank;
    const way = count <= 1 ? NEUTRAL : byZ ? Z_SCORE : RANK;
    const ranked = way === RANK ? ascending.map(snap) : ascending;

    for (let k = start; k < end; k++) {
      const i = sectors.members[k];
      const value = metric.value[i];
      columns.scoredBy[i] = way;
      if (options.ruledZero?.[i] === 1) {
        columns.points[i] = 0;
        columns.scoredBy[i] = RULE;
      } else if (value !== value) {
        const lone = count <= 1 && options.loneGroupsScoreNulls;
        if (lone || options.missing === 'NEUTRAL') {
          columns.points[i] = NEUTRAL_POINTS;
          columns.scoredBy[i] = NEUTRAL;
        }
      } else if (count <= 1) {
        columns.points[i] = NEUTRAL_POINTS;
      } else if (byZ) {
        const z = (sign * (value - median)) / (stdev + EPSILON) + 0;
        columns.z[i] = z;
        columns.points[i] = Math.min(100, Math.max(0, NEUTRAL_POINTS + POINTS_PER_Z * z));
      } else {
        const rank = averageRank(ranked, snap(value));
        columns.points[i] = ((sign > 0 ? rank : count + 1 - rank) / (count + 1)) * 100;
      }
    }
  }
  if (options.missing === 'NEUTRAL') impute(metric, columns, statistics, sectors, options);
  const { name, weight, higherIsBetter: ranksUp } = options;
  return { name, weight, raw: metric.raw, statistics, ranksUp, ...columns };
}

/**
 * Shows a missing value as the median of its group, or else of the universe. It stays NaN where no stock has a
 * value.
 */
function impute(
  metric: Metric,
  columns: { readonly value: Float64Array; readonly imputed: Uint8Array },
  statistics: SectorStatistics,
  sectors: SectorMembers,
  { weight, ruledZero }: SectorPointsOptions,
): void {
  let market: number | undefined;
  for (let i = 0; i < metric.value.length; i++) {
    if (metric.value[i] === metric.value[i] || ruledZero?.[i] === 1) continue;
    const g = sectors.of[i];
    if (weight[g] === 0) continue;
    columns.imputed[i] = 1;
    const median = statistics.median[g];
    if (median === median) columns.value[i] = median;
    else columns.value[i] = market ??= marketMedian(metric.value, sectors);
  }
}

function marketMedian(values: Float64Array, sectors: SectorMembers): number {
  const ascending = sortedObserved(values, sectors.members, 0, sectors.members.length);
  return ascending.length > 0 ? medianOf(ascending) : NaN;
}
