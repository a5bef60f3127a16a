import { emptySector } from '../../companies/peers/sectorPeers.js';
import { isoOf } from '../../market/day.js';
import type { Day, Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Stock } from '../stock/stock.js';
import { PeerAnalysis } from './peerAnalysis.js';
import { peersLoader } from './peersLoader.js';

/**
 * Returns how the companies of a sector stand on a day.
 *
 * @param key of a group of the sector file
 * @throws Error where no group has the key
 */
export function peerAnalysisOf(
  key: string,
  on: Day,
  { loaders, market, snapshot }: Pick<GraphqlContext, 'loaders' | 'market' | 'snapshot'>,
): MaybePromise<PeerAnalysis> {
  const sector = sectorOf(key, market);
  if (sector === null) throw new Error(`Expected a sector group, got "${key}".`);
  return whenKnown(loaders.get(peersLoader)(on), ({ sectors }) => {
    const stockOf = (ticker: Ticker): Stock => {
      const company = snapshot.company(ticker);
      if (company === null) throw new Error(`Expected a company with the ticker ${ticker}.`);
      return new Stock(company);
    };
    return new PeerAnalysis(sector, sectors.get(key) ?? emptySector(key), isoOf(on), stockOf);
  });
}
