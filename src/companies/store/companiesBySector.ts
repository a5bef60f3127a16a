import { NO_GROUP, sectorOn } from '../../books/sectorOn.js';
import type { CompanyRow, Snapshot } from '../../books/snapshot.js';
import { groupBy } from '../../market/grouping.js';
import { listingsOf } from '../../market/listings.js';
import type { Sectors } from '../../market/sectors.js';
import type { Day, Ticker } from '../../scoring/names.js';

/**
 * Returns the companies that count on a day, by the sector group that they were in: those that were traded, each once.
 * Companies without a group are left out.
 *
 * @param lastBars the days of the last bars of the stocks that were traded, by id
 */
export function companiesBySector(
  snapshot: Pick<Snapshot, 'classificationsOf' | 'companies' | 'company' | 'isins'>,
  sectors: Sectors,
  lastBars: ReadonlyMap<number, Day>,
  on: Day,
): ReadonlyMap<string, readonly CompanyRow[]> {
  const traded = snapshot.companies.filter(({ stock_id }) => lastBars.has(stock_id));
  const byTicker = new Map(traded.map((company) => [company.ticker, company]));
  const listings = listingsOf(snapshot.isins);
  const counted = traded.filter(({ ticker }) => {
    const others = listings.get(ticker)?.flatMap((other) => byTicker.get(other) ?? []) ?? [];
    return others.length < 2 || mainListing(others, lastBars) === ticker;
  });
  const groups = groupBy(counted, ({ ticker }) => sectorOn(ticker, on, snapshot, sectors));
  groups.delete(NO_GROUP);
  return groups;
}

/** Returns which of several listings counts: one of NSE, of these the one with the newest bar, of these the first one. */
function mainListing(listings: readonly CompanyRow[], lastBars: ReadonlyMap<number, Day>): Ticker {
  const lastBar = ({ stock_id }: CompanyRow) => lastBars.get(stock_id) ?? -Infinity;
  const isOfNse = ({ ticker }: CompanyRow) => Number(ticker.endsWith('.NS'));
  const [first] = listings.toSorted(
    (a, b) => isOfNse(b) - isOfNse(a) || lastBar(b) - lastBar(a) || (a.ticker < b.ticker ? -1 : 1),
  );
  return first.ticker;
}
