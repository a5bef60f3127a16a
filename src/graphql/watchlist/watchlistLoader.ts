import DataLoader from 'dataloader';
import { owned } from '../../access/owned.js';
import type { Ticker } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';

/** Loads the watch-lists of users, by their ids: tickers as they are stored, in the order of the list. */
export function watchlistLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<number, readonly Ticker[]> {
  return new DataLoader((owners) =>
    Promise.all(
      owners.map(async (owner) => {
        const rows = await reads.rows(
          db
            .selectFrom('watched_stocks as watched')
            .innerJoin('stocks', 'stocks.id', 'watched.stock_id')
            .where(owned('watched', owner))
            .select('stocks.ticker')
            .orderBy('watched.place')
            .orderBy('watched.stock_id'),
        );
        return rows.map(({ ticker }) => ticker);
      }),
    ),
  );
}
