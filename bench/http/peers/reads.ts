import type pg from 'pg';
import {
  ORDER_COLUMNS,
  SCORE_COLUMNS,
  type ComponentRow,
  type ScoreRow,
  type StockOrder,
  type StockRow,
  type WeightsRow,
} from './rows.js';

/** The statements of the peers that write their SQL by hand; each is prepared once per connection. */
export interface Reads {
  readonly stocks: (tickers: readonly string[]) => Promise<StockRow[]>;
  readonly page: (page: PageArguments) => Promise<PageRow[]>;
  /** Of the current run of the newest scored day up to `on`. */
  readonly scores: (stockIds: readonly number[], mode: string, on: string | null) => Promise<ScoreRow[]>;
  readonly weights: (keys: readonly WeightsKey[]) => Promise<WeightsRow[]>;
  readonly components: (runId: number, stockIds: readonly number[]) => Promise<ComponentRow[]>;
}

export type WeightsKey = Pick<WeightsRow, 'run_id' | 'mode' | 'sector_id'>;

export interface PageArguments {
  readonly mode: string;
  readonly on: string | null;
  readonly order: StockOrder;
  readonly first: number;
}

/** A stock with its score of the mode and day that were asked for. */
export interface PageRow extends StockRow, ScoreRow {
  readonly asked_on: string | null;
}

const scoreColumns = SCORE_COLUMNS.map((column) => `scores.${column}`).join(', ');

const CURRENT_RUN = `(
  SELECT run_id FROM scored_days
  WHERE scored_days.mode = $1 AND scored_days.day <= coalesce($2::date, 'infinity')
  ORDER BY day DESC LIMIT 1)`;

const STOCKS = `
  SELECT stocks.id, stocks.ticker, companies.name
  FROM stocks
  JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL
  WHERE stocks.ticker = ANY($1)`;

const SCORES = `
  SELECT ${scoreColumns}
  FROM scores
  WHERE scores.run_id = ${CURRENT_RUN} AND scores.mode = $1 AND scores.stock_id = ANY($3)`;

const pageSql = ({ field, direction }: StockOrder) => `
  SELECT stocks.id, stocks.ticker, companies.name, $2::date AS asked_on, ${scoreColumns}
  FROM scores
  JOIN stocks ON stocks.id = scores.stock_id
  JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL
  WHERE scores.run_id = ${CURRENT_RUN} AND scores.mode = $1
  ORDER BY scores.${ORDER_COLUMNS[field]} ${direction === 'ASC' ? 'ASC' : 'DESC'}, stocks.ticker COLLATE "C"
  LIMIT $3`;

const WEIGHTS = `
  SELECT * FROM bench.weights
  WHERE (run_id, mode, sector_id) IN (SELECT * FROM unnest($1::integer[], $2::mode[], $3::smallint[]))`;

const COMPONENTS = `
  SELECT run_id, stock_id, pillar, name, points, weight
  FROM bench.components
  WHERE run_id = $1 AND stock_id = ANY($2)
  ORDER BY stock_id, position`;

export function readsOf(pool: pg.Pool): Reads {
  const read = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) =>
    (await pool.query<Row>({ name, text, values })).rows;
  return {
    stocks: (tickers) => read('stocks', STOCKS, [tickers]),
    page: ({ mode, on, order, first }) =>
      read(`page ${order.field} ${order.direction}`, pageSql(order), [mode, on, first]),
    scores: (stockIds, mode, on) => read('scores', SCORES, [mode, on, stockIds]),
    weights: (keys) =>
      read('weights', WEIGHTS, [
        keys.map(({ run_id }) => run_id),
        keys.map(({ mode }) => mode),
        keys.map(({ sector_id }) => sector_id),
      ]),
    components: (runId, stockIds) => read('components', COMPONENTS, [runId, stockIds]),
  };
}
