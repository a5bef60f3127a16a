import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../../../src/database/tables.js';
import type { IsoDate, Mode, Ticker } from '../../../../src/scoring/names.js';
import type { Reads } from '../reads.js';
import { ORDER_COLUMNS, SCORE_COLUMNS, type ComponentRow, type WeightsRow } from '../rows.js';

/** The store's tables, and those that the benchmark adds. */
export interface BenchTables extends Tables {
  readonly 'bench.weights': WeightsRow;
  readonly 'bench.components': ComponentRow & { readonly position: number };
}

const scoreColumns = SCORE_COLUMNS.map((column) => `scores.${column}` as const);

/** The statements of ../reads.ts, built by Kysely. */
export function kyselyReads(db: Kysely<BenchTables>): Reads {
  const currentRun = (mode: string, on: string | null) =>
    db
      .selectFrom('scored_days')
      .select('run_id')
      .where('mode', '=', mode as Mode)
      .where('day', '<=', (on ?? 'infinity') as IsoDate)
      .orderBy('day', 'desc')
      .limit(1);
  return {
    stocks: (tickers) =>
      db
        .selectFrom('stocks')
        .innerJoin('companies', (join) =>
          join.onRef('companies.stock_id', '=', 'stocks.id').on('companies.superseded_in', 'is', null),
        )
        .select(['stocks.id', 'stocks.ticker', 'companies.name'])
        .where('stocks.ticker', 'in', tickers as readonly Ticker[])
        .execute(),
    page: ({ mode, on, order, first }) =>
      db
        .selectFrom('scores')
        .innerJoin('stocks', 'stocks.id', 'scores.stock_id')
        .innerJoin('companies', (join) =>
          join.onRef('companies.stock_id', '=', 'stocks.id').on('companies.superseded_in', 'is', null),
        )
        .select(['stocks.id', 'stocks.ticker', 'companies.name'])
        .select(sql<string | null>`${on}::date`.as('asked_on'))
        .select(scoreColumns)
        .where('scores.run_id', '=', currentRun(mode, on))
        .where('scores.mode', '=', mode as Mode)
        .orderBy(`scores.${ORDER_COLUMNS[order.field]}`, order.direction === 'ASC' ? 'asc' : 'desc')
        .orderBy(sql`stocks.ticker COLLATE "C"`)
        .limit(first)
        .execute(),
    scores: (stockIds, mode, on) =>
      db
        .selectFrom('scores')
        .select(scoreColumns)
        .where('run_id', '=', currentRun(mode, on))
        .where('mode', '=', mode as Mode)
        .where('stock_id', 'in', stockIds)
        .execute(),
    weights: (keys) =>
      db
        .selectFrom('bench.weights')
        .selectAll()
        .where((where) =>
          where.or(
            keys.map(({ run_id, mode, sector_id }) =>
              where.and([
                where('run_id', '=', run_id),
                where('mode', '=', mode),
                where('sector_id', '=', sector_id),
              ]),
            ),
          ),
        )
        .execute(),
    components: (runId, stockIds) =>
      db
        .selectFrom('bench.components')
        .select(['run_id', 'stock_id', 'pillar', 'name', 'points', 'weight'])
        .where('run_id', '=', runId)
        .where('stock_id', 'in', stockIds)
        .orderBy('stock_id')
        .orderBy('position')
        .execute(),
  };
}
