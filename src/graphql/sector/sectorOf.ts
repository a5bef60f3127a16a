import { penaltyCapOf } from '../../scoring/method.js';
import type { MarketSettings } from '../context.js';
import { NO_GROUP } from './groupOf.js';
import { Sector } from './sector.js';

/** The sector group with a key; null where there is none. */
export function sectorOf(key: string, { sectors, method }: MarketSettings): Sector | null {
  const name = sectors.groups.get(key) ?? (key === NO_GROUP ? 'No sector group' : undefined);
  if (name === undefined) return null;
  const banking = method.parameters.banking_groups.includes(key);
  return new Sector(key, name, banking, penaltyCapOf(method.parameters, key));
}
