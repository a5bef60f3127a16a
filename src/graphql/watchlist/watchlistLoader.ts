import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { owned } from '../../access/owned.js';
import type { CompanyRow } from '../../books/snapshot.js';
import type { LoaderSources } from '../loaders.js';

/**
 * Loads the watch-lists of users, by their ids: companies by their tickers as they are stored, as they were recorded last, in
 * the order of the list.
 */
export function watchlistLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<number, readonly CompanyRow[]> {
  return new DataLoader((owners) =>
    Promise.all(
      owners.map((owner) =>
        reads.rows(sql<CompanyRow>`
          SELECT stock_id, ticker, name, isin, industry, basic_industry, sector_group
          FROM watched_stocks AS watched JOIN stocks ON stocks.id = watched.stock_id
          CROSS JOIN LATERAL (
            SELECT name, isin, industry, basic_industry, sector_group FROM companies
            WHERE companies.stock_id = stocks.id ORDER BY recorded_in DESC LIMIT 1
          ) AS company
          WHERE ${owned('watched', owner)}
          ORDER BY watched.place, watched.stock_id`),
      ),
    ),
  );
}
