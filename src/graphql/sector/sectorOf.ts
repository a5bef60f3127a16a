import type { CompanyRow, Snapshot } from '../../books/snapshot.js';
import { classify } from '../../market/classify.js';
import { dayInIndia } from '../../market/day.js';
import type { Sectors } from '../../market/sectors.js';
import { penaltyCapOf } from '../../scoring/method.js';
import type { MarketSettings } from '../context.js';
import { Sector } from './sector.js';

/** Key of the group of stocks that have no group. No group of a sector file should have this key. */
const NO_GROUP = 'none';

/** Returns the key of a company's sector group of today; "none" when it has no group. */
export function groupOf(
  row: CompanyRow,
  snapshot: Pick<Snapshot, 'classificationsOf'>,
  sectors: Sectors,
): string {
  const company = { ...row, basicIndustry: row.basic_industry, sectorGroup: row.sector_group };
  const today = dayInIndia(new Date());
  const found = classify(company, snapshot.classificationsOf(row.ticker), today, sectors);
  return 'group' in found ? found.group : NO_GROUP;
}

/** Returns the sector group with a key; null when there is none. */
export function sectorOf(key: string, { sectors, method }: MarketSettings): Sector | null {
  const name = sectors.groups.get(key) ?? (key === NO_GROUP ? 'No sector group' : undefined);
  if (name === undefined) return null;
  const banking = method.parameters.banking_groups.includes(key);
  return new Sector(key, name, banking, penaltyCapOf(method.parameters, key));
}
