import { filled } from './columns.js';
import type { CrossSection, SectorMembers } from './crossSection.js';
import { ofSector, penaltyCapOf, type Method, type MethodParameters } from './method.js';
import { PENALTIES, type Crore, type Fraction, type Mode, type PenaltyKind, type Points } from './names.js';
import { medianOf, sortedObserved } from './statistics.js';

type Parameters = MethodParameters['penalties'];

/**
 * One part of the penalty of one stock: the measured number, and the bound that it passed, or the first bound
 * that it would have to pass. NaN is null.
 */
export interface PenaltyPart {
  readonly points: Points;
  readonly observed: number;
  readonly threshold: number;
}

/** One part for every stock. NaN is null; points are never NaN. */
export interface PenaltyColumns {
  readonly points: Float64Array;
  readonly observed: Float64Array;
  readonly threshold: Float64Array;
}

/** All five parts of one mode, their sum in points, and the sum capped for the stock's sector group. */
export interface Penalties {
  readonly parts: Readonly<Record<PenaltyKind, PenaltyColumns>>;
  readonly beforeCap: Float64Array;
  readonly cap: Float64Array;
  readonly total: Float64Array;
}

/**
 * Judges thin trading (method §7).
 *
 * @param medianTradedValue in ₹ crore; NaN, an unknown value, counts as 0
 * @param bins descending; the last one begins at 0
 */
export function liquidityPenalty(medianTradedValue: Crore, bins: Parameters['liquidity'][Mode]): PenaltyPart {
  const traded = medianTradedValue === medianTradedValue ? medianTradedValue : 0;
  const bin = bins.findIndex(({ at_least }) => traded >= at_least);
  const at = bin === -1 ? bins.length - 1 : bin;
  // The bound of a bin is its lower end, so a stock in bin k has fallen below the bound of bin k - 1.
  return {
    points: bins[at].points,
    observed: medianTradedValue,
    threshold: bins[Math.max(0, at - 1)].at_least,
  };
}

/** Returns the traded value, in ₹ crore, below which a stock is in the worst bin. */
export function worstLiquidityBound(bins: Parameters['liquidity'][Mode]): Crore {
  return bins[bins.length - 2].at_least;
}

/**
 * Judges how much of its shares the promoter has pledged (method §7).
 *
 * @param pledged 0 to 1; NaN, an unknown pledge, costs nothing
 */
export function pledgePenalty(pledged: Fraction, bins: Parameters['pledge']): PenaltyPart {
  const bin = bins.find(({ above }) => pledged > above);
  return {
    points: bin?.points ?? 0,
    observed: pledged,
    threshold: bin?.above ?? bins[bins.length - 1].above,
  };
}

/**
 * Judges a volatility far above that of the sector group (method §7).
 *
 * @param sigma20 daily, as a fraction; NaN costs nothing
 * @param reference that of the sector group; NaN: unknown, which costs nothing
 */
export function volatilityPenalty(
  sigma20: number,
  reference: number,
  { multiple, points }: Parameters['volatility'],
): PenaltyPart {
  const threshold = multiple * reference;
  return { points: sigma20 > threshold ? points : 0, observed: sigma20, threshold };
}

/**
 * Judges results or a board meeting close to D (method §7).
 *
 * @param daysToMeeting calendar days, 0 or more, before or after D; NaN: none is known, which costs nothing
 */
export function eventWindowPenalty(
  daysToMeeting: number,
  { days, points }: Parameters['event_window'],
): PenaltyPart {
  return { points: daysToMeeting <= days ? points : 0, observed: daysToMeeting, threshold: days };
}

/**
 * Judges recent governance events: an auditor's qualification or resignation, and a resignation from the board (method
 * §7). The points of both add up.
 *
 * @param daysSinceAuditor calendar days; NaN: none is known
 * @param daysSinceBoard likewise
 */
export function governancePenalty(
  daysSinceAuditor: number,
  daysSinceBoard: number,
  { days, auditor_points, board_points }: Parameters['governance'],
): PenaltyPart {
  const points =
    (daysSinceAuditor <= days ? auditor_points : 0) + (daysSinceBoard <= days ? board_points : 0);
  const last = daysSinceAuditor <= daysSinceBoard || daysSinceBoard !== daysSinceBoard;
  return { points, observed: last ? daysSinceAuditor : daysSinceBoard, threshold: days };
}

/**
 * Returns the reference volatility of each sector group: the median of sigma20 as reported, or a constant (1.0).
 *
 * @returns daily, as fractions; NaN for a group with fewer than `min_count` values
 */
export function referenceVolatility(
  section: CrossSection,
  sectors: SectorMembers,
  { reference, min_count }: Parameters['volatility'],
): Float64Array {
  return Float64Array.from(section.sectors, (sector, g) => {
    if (reference !== 'SECTOR_MEDIAN') return ofSector(reference, sector);
    const { members, start } = sectors;
    const ascending = sortedObserved(section.features.sigma20, members, start[g], start[g + 1]);
    return ascending.length >= min_count ? medianOf(ascending) : NaN;
  });
}

/** The four parts that do not depend on the mode. */
export type SharedParts = Readonly<Record<Exclude<PenaltyKind, 'LIQUIDITY'>, PenaltyColumns>>;

/** Computes the four parts that do not depend on the mode, for every stock. */
export function sharedPenalties(section: CrossSection, sectors: SectorMembers, method: Method): SharedParts {
  const parameters = method.parameters.penalties;
  const size = section.tickers.length;
  const volatility = referenceVolatility(section, sectors, parameters.volatility);
  const { events, features, ownership } = section;
  return {
    PLEDGE: part(size, (i) => pledgePenalty(ownership.promoter_pledge_frac[i], parameters.pledge)),
    VOLATILITY: part(size, (i) =>
      volatilityPenalty(features.sigma20[i], volatility[sectors.of[i]], parameters.volatility),
    ),
    EVENT_WINDOW: part(size, (i) => eventWindowPenalty(events.meeting[i], parameters.event_window)),
    GOVERNANCE: part(size, (i) =>
      governancePenalty(events.auditor[i], events.board[i], parameters.governance),
    ),
  };
}

/**
 * Computes the penalty of every stock in one mode: five parts, summed in their order, capped by sector group
 * (method §7).
 */
export function penaltiesOf(
  section: CrossSection,
  shared: SharedParts,
  mode: Mode,
  method: Method,
): Penalties {
  const size = section.tickers.length;
  const { parameters } = method;
  const traded = section.features.median_traded_value_cr;
  const parts = {
    LIQUIDITY: part(size, (i) => liquidityPenalty(traded[i], parameters.penalties.liquidity[mode])),
    ...shared,
  };
  const beforeCap = new Float64Array(size);
  for (const kind of PENALTIES) {
    const { points } = parts[kind];
    for (let i = 0; i < size; i++) beforeCap[i] += points[i];
  }
  const capOfSector = section.sectors.map((sector) => penaltyCapOf(parameters, sector));
  const cap = filled(new Float64Array(size), (i) => capOfSector[section.sectorOf[i]]);
  return { parts, beforeCap, cap, total: beforeCap.map((sum, i) => Math.min(sum, cap[i])) };
}

function part(size: number, of: (i: number) => PenaltyPart): PenaltyColumns {
  const columns = {
    points: new Float64Array(size),
    observed: new Float64Array(size),
    threshold: new Float64Array(size),
  };
  for (let i = 0; i < size; i++) {
    const { points, observed, threshold } = of(i);
    columns.points[i] = points;
    columns.observed[i] = observed;
    columns.threshold[i] = threshold;
  }
  return columns;
}
