import { snap } from '../../scoring/rounding.js';
import type { Ticker } from '../../scoring/names.js';
import type { BcgQuadrant, MarketPosition } from './names.js';
import type { Revenue } from './revenue.js';

/** The last ranks of leaders, challengers and disruptors. */
export const LEADERS = 3;
const CHALLENGERS = 6;
const DISRUPTORS = 3;

/** A company with its revenue. */
export interface Earner {
  readonly ticker: Ticker;
  readonly revenue: Revenue;
}

/** How a company stands among those of its sector. Shares and growth are fractions. */
export interface PeerPosition extends Earner {
  /** 1 has the largest revenue; equal ones follow by ticker. */
  readonly rank: number;
  /** Revenue / that of all companies of the sector. */
  readonly share: number;
  readonly position: MarketPosition;
  /** Revenue / that of the largest rival; null where there is no rival, or it has no revenue. */
  readonly relativeShare: number | null;
  /** Null where a number that it needs is not known. */
  readonly quadrant: BcgQuadrant | null;
}

/** Orders companies by revenue, the largest first; equal ones by ticker. */
export const byRevenue = (a: Earner, b: Earner): number =>
  b.revenue.value - a.revenue.value || (a.ticker < b.ticker ? -1 : 1);

/**
 * Returns the positions of the companies of a sector.
 *
 * @param ranked in the order of `byRevenue`
 * @param total their revenue together, above 0
 * @param quadrantOf returns the quadrant of a relative share
 */
export function peerPositions(
  ranked: readonly Earner[],
  total: number,
  quadrantOf: (relativeShare: number | null) => BcgQuadrant | null,
): readonly PeerPosition[] {
  const growing = new Set(fastest(ranked).map(({ ticker }) => ticker));
  return ranked.map(({ ticker, revenue }, at) => {
    const rival = ranked.at(at === 0 ? 1 : 0)?.revenue.value;
    const relativeShare = rival ? snap(revenue.value / rival) : null;
    return {
      ...{ ticker, revenue, relativeShare },
      rank: at + 1,
      share: revenue.value / total,
      position: positionOf(at + 1, growing.has(ticker)),
      quadrant: quadrantOf(relativeShare),
    };
  });
}

function positionOf(rank: number, isGrowing: boolean): MarketPosition {
  if (rank <= LEADERS) return 'LEADER';
  if (rank <= CHALLENGERS) return 'CHALLENGER';
  return isGrowing ? 'DISRUPTOR' : 'NICHE';
}

/** Returns the companies that grow fastest among those of known growth; of equal ones the larger first. */
function fastest(ranked: readonly Earner[]): readonly Earner[] {
  return ranked
    .filter(({ revenue }) => revenue.growth !== null)
    .sort((a, b) => (b.revenue.growth ?? 0) - (a.revenue.growth ?? 0))
    .slice(0, DISRUPTORS);
}
