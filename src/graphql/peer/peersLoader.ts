import type { PeersOfDay } from '../../companies/store/peerMarkets.js';
import type { Day } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';
import type { MaybePromise } from '../maybePromise.js';

/** Units of deriving the figures of 1,000 companies as of a day, and of comparing them: some 80 ms. */
export const MARKET_UNITS = 4_000;

/**
 * Loads how companies stand among those of their sector on a day, each day once for an operation. A day that is not kept
 * is charged before it is read.
 */
export function peersLoader({
  peerMarkets,
  reads,
  snapshot,
}: Pick<LoaderSources, 'peerMarkets' | 'reads' | 'snapshot'>): (on: Day) => MaybePromise<PeersOfDay> {
  const asked = new Map<Day, MaybePromise<PeersOfDay>>();
  return (on) => {
    let peers = asked.get(on);
    if (peers === undefined) {
      if (!peerMarkets.isKept(snapshot, on)) reads.charge(MARKET_UNITS);
      asked.set(on, (peers = peerMarkets.of(snapshot, on)));
    }
    return peers;
  };
}
