import type DataLoader from 'dataloader';
import type { Owners } from '../../access/owned.js';
import {
  portfolioOf,
  selectPortfolios,
  type PortfolioRow,
  type SelectedPortfolio,
} from '../../portfolios/store/portfolioRow.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Names a portfolio that owners may have. */
export interface PortfolioKey {
  readonly owners: Owners;
  readonly id: number;
  /** Whether one counts that was deleted, as rebalances name it. */
  readonly mayBeDeleted: boolean;
}

/** Loads portfolios by their ids; null where the owners have no such portfolio. */
export function portfolioLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<PortfolioKey, PortfolioRow | null, string> {
  return keyedLoader(async (keys) => {
    // An operation has two at most: the caller, and everybody.
    const groups = [...new Set(keys.map(({ owners }) => owners))].map(async (owners) => {
      const ids = keys.filter((key) => key.owners === owners).map(({ id }) => id);
      const rows = await reads.rows<SelectedPortfolio>(
        selectPortfolios(db, owners).where('portfolio.id', 'in', ids),
      );
      return [owners, new Map(rows.map((row) => [row.id, portfolioOf(row)]))] as const;
    });
    const found = new Map(await Promise.all(groups));
    return keys.map(({ owners, id, mayBeDeleted }) => {
      const row = found.get(owners)?.get(id) ?? null;
      return row?.isDeleted === true && !mayBeDeleted ? null : row;
    });
  });
}
