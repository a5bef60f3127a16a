import { readSnapshot } from '../books/snapshot.js';
import { sectorOn } from '../books/sectorOn.js';
import { MarketFigures } from '../companies/store/marketFigures.js';
import { PeerMarkets } from '../companies/store/peerMarkets.js';
import type { SectorPeers } from '../companies/peers/sectorPeers.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import type { Sectors } from '../market/sectors.js';
import type { Day, Ticker } from '../scoring/names.js';

/** How the companies of the store stand on a day. */
export interface StoredPeers {
  /** By the key of the sector, of those in which a company was traded. */
  readonly sectors: ReadonlyMap<string, SectorPeers>;
  /** Returns a company's ticker of today; null where no company has the ticker, or had it. */
  readonly tickerOf: (ticker: Ticker) => Ticker | null;
  /** Returns the key of a company's sector group on the day; "none" where it has none. */
  readonly sectorOf: (ticker: Ticker) => string;
}

/** Compares the companies of the store, as known on a day. */
export async function storedPeers(database: OpenDatabase, sectors: Sectors, on: Day): Promise<StoredPeers> {
  const snapshot = await readSnapshot(database, null);
  const markets = new PeerMarkets(database, new MarketFigures(database), sectors);
  const { sectors: compared } = await markets.of(snapshot, on);
  return {
    sectors: compared,
    tickerOf: (ticker) => snapshot.company(ticker)?.ticker ?? null,
    sectorOf: (ticker) => sectorOn(ticker, on, snapshot, sectors),
  };
}
