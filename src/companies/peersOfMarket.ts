import { dayOf } from '../market/day.js';
import { classify } from '../market/classify.js';
import { countAtOrBelow } from '../scoring/statistics.js';
import { listingsOf } from '../market/listings.js';
import type { Market } from '../market/market.js';
import type { Sectors } from '../market/sectors.js';
import type { Day, IsoDate, Ticker } from '../scoring/names.js';
import { CompanyFigures } from './figures/companyFigures.js';
import { peersOn } from './peers/peersOn.js';
import type { SectorPeers } from './peers/sectorPeers.js';
import { TRADED_DAYS } from './peers/tradedCompanies.js';

/** Compares the companies of a market that was read from a folder, as known on a day. */
export function peersOfMarket(
  market: Market,
  date: IsoDate,
  sectors: Sectors,
): ReadonlyMap<string, SectorPeers> {
  const { actions, bars, classifications, companies, isins, pricesAdjusted, statements } = market;
  const on = dayOf(date);
  const newest = new Map<Ticker, Day>();
  for (const ticker of companies.keys()) {
    const days = bars.get(ticker)?.day;
    const upTo = days === undefined ? 0 : countAtOrBelow(days, on);
    if (days !== undefined && upTo > 0) newest.set(ticker, days[upTo - 1]);
  }
  const session = newest.size === 0 ? null : Math.max(...newest.values());
  const isTraded = (day: Day) => session !== null && day > session - TRADED_DAYS;
  return peersOn({
    session,
    lastBars: new Map([...newest].filter(([, day]) => isTraded(day))),
    listings: listingsOf(isins),
    sectorOf: (ticker) => {
      const company = companies.get(ticker);
      const found = company && classify(company, classifications.get(ticker) ?? [], on, sectors);
      return found && 'group' in found ? found.group : null;
    },
    figuresOf: (ticker) => {
      const rows = statements.get(ticker);
      return rows && new CompanyFigures(rows, actions.get(ticker) ?? [], on, pricesAdjusted);
    },
  });
}
