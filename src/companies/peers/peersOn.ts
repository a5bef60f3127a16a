import type { Day, Ticker } from '../../scoring/names.js';
import type { CompanyFigures } from '../figures/companyFigures.js';
import { peerMarket } from './peerMarket.js';
import type { PeerCandidate } from './revenue.js';
import { revenueOf } from './revenueOf.js';
import type { SectorPeers } from './sectorPeers.js';
import { tradedCompanies } from './tradedCompanies.js';

/** What is known of a market on a day. */
export interface KnownPeers {
  /** The newest day up to the day on which any stock has a bar; null where none has one. */
  readonly session: Day | null;
  /** The days of the last bars of the tickers that have one in the 30 days up to that session. */
  readonly lastBars: ReadonlyMap<Ticker, Day>;
  /** All tickers of a company that has several, by each of them. */
  readonly listings: ReadonlyMap<Ticker, readonly Ticker[]>;
  /** Returns the key of a company's sector group on the day; null where it has none. */
  readonly sectorOf: (ticker: Ticker) => string | null;
  /** Returns a company's figures as of the day; undefined where there are none. */
  readonly figuresOf: (ticker: Ticker) => CompanyFigures | undefined;
}

/** Compares the companies of each sector. Sectors without a company that was traded are left out. */
export function peersOn(known: KnownPeers): ReadonlyMap<string, SectorPeers> {
  const { session, lastBars, listings } = known;
  const sectors = new Map<string, PeerCandidate[]>();
  if (session === null) return new Map();
  for (const ticker of tradedCompanies(lastBars, listings)) {
    const sector = known.sectorOf(ticker);
    if (sector === null) continue;
    const candidates = sectors.get(sector) ?? [];
    candidates.push({ ticker, revenue: revenueOf(known.figuresOf(ticker), session) });
    sectors.set(sector, candidates);
  }
  return peerMarket(sectors);
}
