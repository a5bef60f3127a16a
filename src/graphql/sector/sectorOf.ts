import type { CompanyRow } from '../../books/snapshot.js';
import type { Sectors } from '../../market/sectors.js';
import { penaltyCapOf } from '../../scoring/method.js';
import type { MarketSettings } from '../context.js';
import { Sector } from './sector.js';

/** Key of what stands for a group where a stock has none; no group of a sector file should be called so. */
const NO_GROUP = 'none';

/** Key of a company's sector group of today; "none" where it has none. */
export function groupOf(company: CompanyRow, sectors: Sectors): string {
  const { sector_group: sectorGroup, ...rest } = company;
  const found = sectors.groupOf({ ...rest, sectorGroup });
  return 'group' in found ? found.group : NO_GROUP;
}

/** The sector group with a key; null where there is none. */
export function sectorOf(key: string, { sectors, method }: MarketSettings): Sector | null {
  const name = sectors.groups.get(key) ?? (key === NO_GROUP ? 'No sector group' : undefined);
  if (name === undefined) return null;
  const banking = method.parameters.banking_groups.includes(key);
  return new Sector(key, name, banking, penaltyCapOf(method.parameters, key));
}
