import { NO_GROUP } from '../../books/sectorOn.js';
import { comparedCompany } from '../../companies/analysis/comparedCompany.js';
import type { ComparedSector } from '../../companies/analysis/comparedSector.js';
import { emptySector } from '../../companies/peers/sectorPeers.js';
import type { Day, Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { peersLoader } from '../peer/peersLoader.js';
import { sectorOf } from '../sector/sectorOf.js';
import { marketFiguresLoader } from './marketFiguresLoader.js';

/**
 * Returns the companies of a sector as they were known on a day.
 *
 * @param key of a sector group, or NO_GROUP
 * @param asked a company whose figures are needed even if it is not compared; null: none
 */
export async function comparedSectorOf(
  key: string,
  asked: Ticker | null,
  on: Day,
  { loaders, market, snapshot }: Pick<GraphqlContext, 'loaders' | 'market' | 'snapshot'>,
): Promise<ComparedSector> {
  const { sectors, session } = await loaders.get(peersLoader)(on);
  const figures = await loaders.get(marketFiguresLoader)(on);
  const peers = sectors.get(key) ?? emptySector(key);
  const isLender = sectorOf(key, market)?.banking ?? false;
  const tickers = new Set([...peers.companies, ...peers.leftOut].map(({ ticker }) => ticker));
  if (asked !== null) tickers.add(asked);
  const companies = new Map(
    [...tickers].map((ticker) => {
      const stockId = snapshot.company(ticker)?.stock_id ?? NaN;
      return [ticker, comparedCompany(ticker, figures.get(stockId), isLender, session ?? on)] as const;
    }),
  );
  return { isGroup: key !== NO_GROUP, isLender, on, peers, companies };
}
