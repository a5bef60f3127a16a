import type { SectorPeers } from '../../companies/peers/sectorPeers.js';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';

/** Returns the ticker under which a company is among those of a sector: its own, where no listing of it is. */
export function comparedListing(
  ticker: Ticker,
  { companies, leftOut }: Pick<SectorPeers, 'companies' | 'leftOut'>,
  { snapshot }: Pick<GraphqlContext, 'snapshot'>,
): Ticker {
  const compared = new Set([...companies, ...leftOut].map((one) => one.ticker));
  if (compared.has(ticker)) return ticker;
  return snapshot.listings.get(ticker)?.find((other) => compared.has(other)) ?? ticker;
}
