import { snap } from '../../scoring/rounding.js';
import type { Ticker } from '../../scoring/names.js';
import { concentrationOf, hhiOf } from './concentration.js';
import type { Concentration } from './names.js';
import { byRevenue, LEADERS, peerPositions, type Earner, type PeerPosition } from './peerPositions.js';
import { quadrantOf } from './quadrantOf.js';
import type { PeerCandidate } from './revenue.js';

/** A company of a sector whose revenue is not compared, and why. */
export interface LeftOut {
  readonly ticker: Ticker;
  readonly reason: string;
}

/** The companies of a sector with the sums over them, before they are compared with other sectors. */
export interface SectorSums {
  readonly sector: string;
  /** In the order of `byRevenue`. */
  readonly ranked: readonly Earner[];
  /** Ascending by ticker. */
  readonly leftOut: readonly LeftOut[];
  /** In ₹ crore; 0 where there are none. */
  readonly revenue: number;
  /** Of the companies that have the revenue of both years, as a fraction; null where there are none, or it was not above 0. */
  readonly growth: number | null;
  /** How many companies growth is of. */
  readonly growthCompanies: number;
}

/** How the companies of a sector stand on a day. Shares and growth are fractions. */
export interface SectorPeers extends Omit<SectorSums, 'ranked'> {
  /** Ascending by rank. */
  readonly companies: readonly PeerPosition[];
  /** The median growth of all sectors; null where none has one. */
  readonly medianGrowth: number | null;
  /** In points, 0 to 10,000; null where there is no revenue. */
  readonly hhi: number | null;
  readonly concentration: Concentration | null;
  /** The share of the three largest companies; null where there is no revenue. */
  readonly topThree: number | null;
  /** Companies that are compared / these and those left out; 0 where there are none. */
  readonly coverage: number;
}

const NO_SHARES = 'no revenue: the revenue of all companies of the sector is 0, so that there are no shares';

/** Sums up the companies of a sector, in any order. */
export function sectorSums(sector: string, candidates: readonly PeerCandidate[]): SectorSums {
  const earners: Earner[] = [];
  const leftOut: LeftOut[] = [];
  for (const { ticker, revenue } of candidates) {
    if ('reason' in revenue) leftOut.push({ ticker, reason: revenue.reason });
    else earners.push({ ticker, revenue });
  }
  // Numbers are added in one order, so that the sum does not depend on that of the candidates.
  earners.sort(byRevenue);
  const revenue = earners.reduce((sum, earner) => sum + earner.revenue.value, 0);
  const isEmpty = revenue === 0;
  if (isEmpty) leftOut.push(...earners.map(({ ticker }) => ({ ticker, reason: NO_SHARES })));
  return {
    ...{ sector, revenue },
    ranked: isEmpty ? [] : earners,
    leftOut: leftOut.sort((a, b) => (a.ticker < b.ticker ? -1 : 1)),
    growth: growthOf(earners),
    growthCompanies: earners.filter((earner) => earner.revenue.year !== null).length,
  };
}

/** Compares the companies of a sector with each other, and with all sectors. */
export function sectorPeers({ ranked, ...sums }: SectorSums, medianGrowth: number | null): SectorPeers {
  const { growth, leftOut, revenue } = sums;
  const companies = peerPositions(ranked, revenue, (share) => quadrantOf(share, growth, medianGrowth));
  const shares = companies.map(({ share }) => share);
  const hhi = shares.length === 0 ? null : hhiOf(shares);
  return {
    ...sums,
    ...{ companies, medianGrowth, hhi },
    concentration: concentrationOf(hhi),
    topThree: hhi === null ? null : snap(shares.slice(0, LEADERS).reduce((sum, share) => sum + share, 0)),
    coverage: companies.length === 0 ? 0 : companies.length / (companies.length + leftOut.length),
  };
}

/** What is said of a sector without a company that counts. */
export const emptySector = (sector: string): SectorPeers => sectorPeers(sectorSums(sector, []), null);

function growthOf(earners: readonly Earner[]): number | null {
  let [now, then] = [0, 0];
  for (const { revenue } of earners) {
    now += revenue.year?.now ?? 0;
    then += revenue.year?.before ?? 0;
  }
  return then > 0 ? snap(now / then - 1) : null;
}
