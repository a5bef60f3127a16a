import { sql } from 'kysely';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';
import type { WholeAnswer } from './portfolioAnswer.js';

/** An answer, and what it was computed from. */
export interface AnswerToStore {
  readonly answer: WholeAnswer;
  /** Of the portfolio as it was read. */
  readonly version: number;
  /** The model that it had then. */
  readonly modelId: number;
  /** Null: they could not be read. */
  readonly inputs: object | null;
}

/** OUTDATED: the portfolio was changed since it was read, or is gone; DONE: it has an answer already. */
export type StoreOutcome = 'STORED' | 'OUTDATED' | 'DONE';

/**
 * Stores the answer of one portfolio, and raises the version of the portfolio. Call it in a transaction that is rolled back
 * where it does not return STORED.
 *
 * @param owner whose portfolio it is
 */
export async function storeAnswer(
  client: pg.ClientBase,
  rebalanceId: number,
  owner: number,
  { answer, version, modelId, inputs }: AnswerToStore,
): Promise<StoreOutcome> {
  const { portfolioId } = answer;
  const raised = await sqlOver(
    client,
    sql<{ id: number }>`UPDATE portfolios AS portfolio SET version = portfolio.version + 1
      WHERE ${owned('portfolio', owner)} AND portfolio.id = ${portfolioId}::int4 AND portfolio.version = ${version}::int4
        AND portfolio.deleted_at IS NULL AND portfolio.model_id = ${modelId}::int4
      RETURNING portfolio.id`,
  );
  if (raised.length === 0) return 'OUTDATED';
  if (!(await putAnswer(client, rebalanceId, answer, inputs))) return 'DONE';
  await putTrades(client, rebalanceId, answer);
  return 'STORED';
}

/**
 * Stores an answer that changes nothing of its portfolio, such as that the portfolio is gone.
 *
 * @returns whether there was none yet
 */
export async function putAnswer(
  client: pg.ClientBase,
  rebalanceId: number,
  answer: WholeAnswer,
  inputs: object | null,
): Promise<boolean> {
  const { portfolioId, status, reason, message, marketValue, cashBefore, cashAfter } = answer;
  const { costs, objective, optimal, gap, reports } = answer;
  const put = await sqlOver(
    client,
    sql<{
      id: number;
    }>`INSERT INTO rebalance_portfolios AS kept (rebalance_id, portfolio_id, status, reason, message, market_value,
        cash_before, cash_after, costs, objective, optimal, gap, inputs, reports)
      VALUES (${rebalanceId}, ${portfolioId}, ${status}, ${reason}, ${message}, ${marketValue}::numeric,
        ${cashBefore}::numeric, ${cashAfter}::numeric, ${costs}::numeric, ${objective}::numeric, ${optimal}::boolean,
        ${gap}::numeric, ${inputs && JSON.stringify(inputs)}::jsonb, ${JSON.stringify(reports)}::jsonb)
      ON CONFLICT (rebalance_id, portfolio_id) DO UPDATE SET status = excluded.status, reason = excluded.reason,
        message = excluded.message, market_value = excluded.market_value, cash_before = excluded.cash_before,
        cash_after = excluded.cash_after, costs = excluded.costs, objective = excluded.objective,
        optimal = excluded.optimal, gap = excluded.gap, inputs = excluded.inputs, reports = excluded.reports
      WHERE kept.status IS NULL
      RETURNING kept.portfolio_id AS id`,
  );
  return put.length > 0;
}

async function putTrades(
  client: pg.ClientBase,
  rebalanceId: number,
  { portfolioId, trades }: WholeAnswer,
): Promise<void> {
  if (trades.length === 0) return;
  const list = JSON.stringify(trades.map((trade, place) => ({ ...trade, place })));
  const stored = await sqlOver(
    client,
    sql<{ place: number }>`INSERT INTO rebalance_transactions
        (rebalance_id, portfolio_id, place, side, stock_id, quantity, price, value, costs, trade_day, reason)
      SELECT ${rebalanceId}::int4, ${portfolioId}::int4, trade.place, trade.side, stocks.id, trade.quantity, trade.price,
        trade.value, trade.costs, trade."tradeDay", trade.reason
      FROM jsonb_to_recordset(${list}::jsonb) AS trade (place int4, side text, ticker text, quantity numeric, price numeric,
        value numeric, costs numeric, "tradeDay" date, reason text)
      JOIN stocks ON stocks.ticker = trade.ticker
      RETURNING place`,
  );
  if (stored.length === trades.length) return;
  throw new Error(`expected ${trades.length} trades of known stocks, stored ${stored.length}`);
}
