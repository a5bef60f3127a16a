import type { Sectors } from '../../market/sectors.js';
import type { CompanyRow } from '../../books/snapshot.js';

/** Key of what stands for a group where a stock has none; no group of a sector file should be called so. */
export const NO_GROUP = 'none';

/** Key of a company's sector group of today; "none" where it has none. */
export function groupOf(company: CompanyRow, sectors: Sectors): string {
  const { sector_group: sectorGroup, ...rest } = company;
  const found = sectors.groupOf({ ...rest, sectorGroup });
  return 'group' in found ? found.group : NO_GROUP;
}
