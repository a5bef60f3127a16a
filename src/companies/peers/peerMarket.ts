import { snap } from '../../scoring/rounding.js';
import { medianOf } from '../../scoring/statistics.js';
import type { PeerCandidate } from './revenue.js';
import { sectorPeers, sectorSums, type SectorPeers } from './sectorPeers.js';

/**
 * Compares all companies of a market, each with those of its sector.
 *
 * @param sectors the companies that count, in any order, by the key of their sector
 * @returns by the key of the sector
 */
export function peerMarket(
  sectors: ReadonlyMap<string, readonly PeerCandidate[]>,
): ReadonlyMap<string, SectorPeers> {
  const sums = [...sectors].map(([sector, candidates]) => sectorSums(sector, candidates));
  const growths = Float64Array.from(sums.flatMap(({ growth }) => growth ?? [])).sort();
  const medianGrowth = growths.length === 0 ? null : snap(medianOf(growths));
  return new Map(sums.map((sum) => [sum.sector, sectorPeers(sum, medianGrowth)]));
}
