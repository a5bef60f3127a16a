import { classify } from '../market/classify.js';
import type { Sectors } from '../market/sectors.js';
import type { Day, Ticker } from '../scoring/names.js';
import type { Snapshot } from './snapshot.js';

/** Key of the group of stocks that have no group. No group of a sector file should have this key. */
export const NO_GROUP = 'none';

/**
 * Returns the key of a stock's sector group on a day, as the company and its classifications are recorded today; "none"
 * where it has no group, or no company has the ticker.
 */
export function sectorOn(
  ticker: Ticker,
  day: Day,
  snapshot: Pick<Snapshot, 'classificationsOf' | 'company'>,
  sectors: Sectors,
): string {
  const row = snapshot.company(ticker);
  if (row === null) return NO_GROUP;
  const company = { ...row, basicIndustry: row.basic_industry, sectorGroup: row.sector_group };
  const found = classify(company, snapshot.classificationsOf(row.ticker), day, sectors);
  return 'group' in found ? found.group : NO_GROUP;
}
