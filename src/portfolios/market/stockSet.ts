import { sql, type RawBuilder } from 'kysely';
import type { Ticker } from '../../scoring/names.js';

/** SQL that selects the ids of stocks as `id`. A stock may be among them twice, and under a former symbol. */
export type StockSet = RawBuilder<{ readonly id: number }>;

/** The stocks with these tickers. */
export const stocksNamed = (tickers: readonly Ticker[]): StockSet =>
  sql`SELECT id FROM stocks WHERE ticker = ANY (${[...tickers]}::text[])`;

/** The stocks that journals of portfolios name, and those of models. */
export const stocksIn = (portfolioIds: readonly number[], modelIds: readonly number[] = []): StockSet => sql`
  SELECT stock_id AS id FROM portfolio_journal
  WHERE portfolio_id = ANY (${[...portfolioIds]}::integer[]) AND stock_id IS NOT NULL
  UNION SELECT stock_id FROM model_positions WHERE model_id = ANY (${[...modelIds]}::integer[])`;

/**
 * Returns the beginning of a statement that has the stocks of a set and those that they are under later symbols, as
 * `reached (id, ticker)`.
 */
export const withReached = (set: StockSet): RawBuilder<unknown> => sql`
  WITH RECURSIVE reached (id, ticker) AS (
    SELECT stocks.id, stocks.ticker FROM stocks WHERE stocks.id IN (${set})
    UNION
    SELECT later.id, later.ticker
    FROM reached
    JOIN symbols ON symbols.former = reached.ticker AND symbols.superseded_in IS NULL
    JOIN stocks AS later ON later.id = symbols.stock_id
  )`;
