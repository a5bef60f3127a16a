import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import {
  backtestOf,
  selectBacktests,
  type BacktestRow,
  type SelectedBacktest,
} from '../../studies/backtests/backtestRow.js';
import type { StoredPoint } from '../../studies/backtests/storedResult.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'database' | 'reads'>;
interface OwnedKey {
  readonly owners: Owners;
  readonly id: number;
}

/** Loads backtests by their ids; null where the owners have no such backtest. */
export function backtestLoader({
  database: { db },
  reads,
}: Sources): DataLoader<OwnedKey, BacktestRow | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id }) => {
        const rows = await reads.rows<SelectedBacktest>(
          selectBacktests(db, owners).where('backtest.id', '=', id),
        );
        return rows.length === 0 ? null : backtestOf(rows[0]);
      }),
    ),
  );
}

/** Loads the curves of backtests; empty until they have succeeded. */
export function backtestPointsLoader({
  database: { db },
  reads,
}: Sources): DataLoader<OwnedKey, readonly StoredPoint[], string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id }) => {
        const rows = await reads.rows(
          db
            .selectFrom('backtests as backtest')
            .where(owned('backtest', owners))
            .where('backtest.id', '=', id)
            .select(sql<readonly StoredPoint[] | null>`backtest.points`.as('points')),
        );
        return rows.at(0)?.points ?? [];
      }),
    ),
  );
}

/** Lists the backtests of the owners, in every state. */
export function backtestListing({ database: { db }, reads }: Sources): RowListing<Owners, BacktestRow> {
  return rowListing(
    async (owners, { after, before, isFromEnd, limit }) => {
      const rows = await reads.rows<SelectedBacktest>(
        selectBacktests(db, owners)
          .$if(after !== null, (query) => query.where('backtest.id', '<', after))
          .$if(before !== null, (query) => query.where('backtest.id', '>', before))
          .orderBy('backtest.id', isFromEnd ? 'asc' : 'desc')
          .limit(limit),
      );
      return rows.map(backtestOf);
    },
    (owners) =>
      countOf(
        reads,
        db
          .selectFrom('backtests as backtest')
          .where(owned('backtest', owners))
          .select(({ fn }) => fn.countAll<number>().as('count')),
      ),
  );
}
