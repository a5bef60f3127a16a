import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Owners } from '../../access/owned.js';
import {
  portfolioOf,
  selectPortfolios,
  type PortfolioRow,
  type SelectedPortfolio,
} from '../../portfolios/store/portfolioRow.js';
import type { ReadRows } from '../../portfolios/market/readRows.js';
import { namesStock, readHolders } from '../../portfolios/store/readHolders.js';
import type { Ticker } from '../../scoring/names.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { PortfolioSelection } from './portfolioFilter.js';
import { contains } from './requireSearch.js';

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

/** Lists portfolios that were not deleted. */
export function portfolioListing({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): RowListing<PortfolioSelection, PortfolioRow> {
  const read: ReadRows = (query) => reads.rows(query);
  const matching = ({ owners, search, modelId, holds }: PortfolioSelection) =>
    selectPortfolios(db, owners)
      .where('portfolio.deleted_at', 'is', null)
      .$if(search !== null, (query) => query.where(contains('portfolio.name', search ?? '')))
      .$if(modelId !== null, (query) => query.where('portfolio.model_id', '=', modelId))
      .$if(holds !== null, (query) => query.where(namesStock('portfolio.id', holds as Ticker)));
  const holdersOf = (selection: PortfolioSelection, ticker: Ticker) => {
    const ids = matching(selection).clearSelect().select('portfolio.id');
    return readHolders(read, sql`${ids}`, ticker);
  };
  return rowListing(
    async (selection, { after, before, isFromEnd, limit }) => {
      const { holds } = selection;
      const page = matching(selection)
        .$if(after !== null, (query) => query.where('portfolio.id', '<', after))
        .$if(before !== null, (query) => query.where('portfolio.id', '>', before))
        .orderBy('portfolio.id', isFromEnd ? 'asc' : 'desc');
      if (holds === null) return (await reads.rows<SelectedPortfolio>(page.limit(limit))).map(portfolioOf);
      const [rows, holders] = await Promise.all([
        reads.rows<SelectedPortfolio>(page),
        holdersOf(selection, holds),
      ]);
      const held = rows.filter(({ id }) => holders.has(id));
      return held.slice(0, limit).map(portfolioOf);
    },
    async (selection) => {
      const { holds } = selection;
      if (holds !== null) return (await holdersOf(selection, holds)).size;
      const counted = matching(selection).clearSelect();
      return countOf(
        reads,
        counted.select(({ fn }) => fn.countAll<number>().as('count')),
      );
    },
  );
}
