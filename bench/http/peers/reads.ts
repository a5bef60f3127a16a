import pg from 'pg';
import { guardPool } from '../../../src/database/guardPool.js';
import { typeParsers } from '../../../src/database/typeParsers.js';
import {
  ORDER_COLUMNS,
  SCORE_COLUMNS,
  type ComponentRow,
  type ScoreRow,
  type StockOrder,
  type StockRow,
  type WeightsRow,
} from './rows.js';

/** As many connections as GreyOak has. They stay open while other servers are measured. */
export const POOL = { max: 10, idleTimeoutMillis: 0 } as const;

export type WeightsKey = Pick<WeightsRow, 'run_id' | 'mode' | 'sector_id'>;

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

const pool = guardPool(
  new pg.Pool({ ...POOL, connectionString: process.env['DATABASE_URL'], types: typeParsers() }),
);

/** Each statement is prepared once per connection. */
const read = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) =>
  (await pool.query<Row>({ name, text, values })).rows;

export const readStocks = (tickers: readonly string[]) => read<StockRow>('stocks', STOCKS, [tickers]);

export const readPage = (mode: string, on: string | null, order: StockOrder, first: number) =>
  read<PageRow>(`page ${order.field} ${order.direction}`, pageSql(order), [mode, on, first]);

/** Reads scores of the current run of the newest scored day up to `on`. */
export const readScores = (stockIds: readonly number[], mode: string, on: string | null) =>
  read<ScoreRow>('scores', SCORES, [mode, on, stockIds]);

export const readWeights = (keys: readonly WeightsKey[]) =>
  read<WeightsRow>('weights', WEIGHTS, [
    keys.map(({ run_id }) => run_id),
    keys.map(({ mode }) => mode),
    keys.map(({ sector_id }) => sector_id),
  ]);

export const readComponents = (runId: number, stockIds: readonly number[]) =>
  read<ComponentRow>('components', COMPONENTS, [runId, stockIds]);
