import DataLoader from 'dataloader';
import type { RawBuilder } from 'kysely';
import type { FactDataset } from '../market/datasets/dataset.js';
import { factsOfStocks } from '../market/store/factsOfStocks.js';
import type { LoaderSources } from './loaders.js';

/**
 * Makes the factory of a loader of facts by the ids of their stocks: all current facts of a dataset, as recorded today.
 *
 * @param condition what must hold in addition, as `factsOfStocks` takes it
 * @example
 * const shareholdingLoader = factsLoader(shareholding);
 * const rows = await context.loaders.get(shareholdingLoader).load(stock.stockId);
 */
export function factsLoader<Fact>(
  dataset: FactDataset<string, Fact>,
  condition?: RawBuilder<boolean>,
): (sources: Pick<LoaderSources, 'reads'>) => DataLoader<number, readonly Fact[]> {
  return ({ reads }) =>
    new DataLoader(async (stocks) => {
      const lists = await factsOfStocks(dataset, stocks, (query) => reads.rows(query), condition);
      return stocks.map((stock) => lists.get(stock) ?? []);
    });
}
