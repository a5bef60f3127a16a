import type { CompanyRow, Snapshot } from '../../books/snapshot.js';
import { NO_GROUP, sectorOn } from '../../books/sectorOn.js';
import { dayInIndia } from '../../market/day.js';
import type { Sectors } from '../../market/sectors.js';
import { penaltyCapOf } from '../../scoring/method.js';
import type { MarketSettings } from '../context.js';
import { Sector } from './sector.js';

/** Returns the key of a company's sector group of today; "none" when it has no group. */
export const groupOf = (
  { ticker }: Pick<CompanyRow, 'ticker'>,
  snapshot: Pick<Snapshot, 'classificationsOf' | 'company'>,
  sectors: Sectors,
): string => sectorOn(ticker, dayInIndia(new Date()), snapshot, sectors);

/** Returns the sector group with a key; null when there is none. */
export function sectorOf(key: string, { sectors, method }: MarketSettings): Sector | null {
  const name = sectors.groups.get(key) ?? (key === NO_GROUP ? 'No sector group' : undefined);
  if (name === undefined) return null;
  const banking = method.parameters.banking_groups.includes(key);
  return new Sector(key, name, banking, penaltyCapOf(method.parameters, key));
}
