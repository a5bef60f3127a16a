import { sql, type Kysely } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import type { FeedStatus, Tables } from '../../database/tables.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { PROGRESS_OF_BACKTEST } from './backtestProgress.js';
import type { StoredFigures } from './storedResult.js';

/** A backtest as its owner may know it, without its curve. */
export interface BacktestRow {
  readonly id: number;
  readonly owner: { readonly id: number; readonly name: string };
  readonly mode: Mode;
  readonly method: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly status: FeedStatus;
  /** The fraction of its sessions that is done; null unless it runs. */
  readonly progress: number | null;
  readonly error: string | null;
  /** Null until it has succeeded. */
  readonly figures: StoredFigures | null;
  readonly createdAt: Date;
}

/** Returns the statement that reads the backtests of the owners; the backtest has the alias `backtest`. */
export function selectBacktests(db: Kysely<Tables>, owners: Owners) {
  return db
    .selectFrom('backtests as backtest')
    .innerJoin('users as owner', 'owner.id', 'backtest.owner_id')
    .where(owned('backtest', owners))
    .select([
      'backtest.id',
      'backtest.owner_id',
      'owner.name as owner_name',
      'backtest.mode',
      'backtest.method',
      sql<IsoDate>`backtest.from_day::text`.as('from_day'),
      sql<IsoDate>`backtest.to_day::text`.as('to_day'),
      'backtest.status',
      sql<number | null>`${sql.raw(PROGRESS_OF_BACKTEST)}`.as('progress'),
      'backtest.error',
      sql<StoredFigures | null>`backtest.result`.as('figures'),
      'backtest.created_at',
    ]);
}

/** A row of `selectBacktests`. Where it was read as JSON, instants are texts. */
export type SelectedBacktest = Awaited<ReturnType<ReturnType<typeof selectBacktests>['execute']>>[number];

/** Reads a row of `selectBacktests`, also one that was read as JSON. */
export function backtestOf(row: SelectedBacktest): BacktestRow {
  const { id, mode, method, status, progress, error, figures } = row;
  return {
    ...{ id, mode, method, status, progress, error, figures },
    owner: { id: row.owner_id, name: row.owner_name },
    from: row.from_day,
    to: row.to_day,
    createdAt: new Date(row.created_at),
  };
}
