import type DataLoader from 'dataloader';
import type { FactDataset } from '../market/datasets/dataset.js';
import { factsOfStocks } from '../market/store/factsOfStocks.js';
import type { LoaderSources } from './loaders.js';
import { momentLoader, type StockMoment } from './momentLoader.js';

/**
 * Makes the factory of a loader of facts of stocks: all facts of a dataset that are known now, or were at a moment.
 *
 * @example
 * const shareholdingLoader = factsLoader(shareholding);
 * const rows = await context.loaders.get(shareholdingLoader).load({ stockId, moment: null });
 */
export function factsLoader<Fact>(
  dataset: FactDataset<string, Fact>,
): (sources: Pick<LoaderSources, 'reads'>) => DataLoader<StockMoment, readonly Fact[], string> {
  return ({ reads }) =>
    momentLoader(async (keys, moment) => {
      const stocks = keys.map(({ stockId }) => stockId);
      const lists = await factsOfStocks(dataset, stocks, (query) => reads.rows(query), moment);
      return stocks.map((stock) => lists.get(stock) ?? []);
    });
}
