import type DataLoader from 'dataloader';
import {
  portfolioOf,
  selectPortfolios,
  type PortfolioRow,
  type SelectedPortfolio,
} from '../../portfolios/store/portfolioRow.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Names a model and its owner, who owns its portfolios, too. */
export interface OwnedModel {
  readonly owner: number;
  readonly modelId: number;
}

/** Loads the portfolios of models that were not deleted, the oldest first. */
export function portfoliosOfModelLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<OwnedModel, readonly PortfolioRow[], string> {
  return keyedLoader(async (keys) => {
    // Mostly there is one: the caller.
    const groups = [...new Set(keys.map(({ owner }) => owner))].map(async (owner) => {
      const ids = keys.filter((key) => key.owner === owner).map(({ modelId }) => modelId);
      return reads.rows<SelectedPortfolio>(
        selectPortfolios(db, owner)
          .where('portfolio.model_id', 'in', ids)
          .where('portfolio.deleted_at', 'is', null)
          .orderBy('portfolio.id'),
      );
    });
    const rows = (await Promise.all(groups)).flat().map(portfolioOf);
    return keys.map(({ modelId }) => rows.filter((row) => row.modelId === modelId));
  });
}
