import type { Sectors } from './sectors.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

/**
 * Returns the key of a sector group, as a client gave it.
 *
 * @throws UserError where no group has it
 */
export function requireSector(key: string, { groups }: Pick<Sectors, 'groups'>): string {
  if (groups.has(key)) return key;
  throw new UserError(
    `Expected the key of a sector, got "${shown(key)}". The known ones: ${[...groups.keys()].join(', ')}.`,
  );
}
