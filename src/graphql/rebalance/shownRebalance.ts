import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import type { Owners } from '../../access/owned.js';
import type { Tables } from '../../database/tables.js';
import type {
  AnswerReports,
  PortfolioAnswer,
  ShownDrift,
  ShownTrade,
} from '../../portfolios/rebalances/portfolioAnswer.js';
import {
  rebalanceOf,
  selectRebalances,
  type RebalanceRow,
  type SelectedRebalance,
} from '../../portfolios/rebalances/rebalanceRow.js';
import { renamesSince, type Renames } from '../../portfolios/rebalances/renamesSince.js';
import { modelOf, selectModels, type ModelRow, type SelectedModel } from '../../portfolios/store/modelRow.js';
import {
  portfolioOf,
  selectPortfolios,
  type PortfolioRow,
  type SelectedPortfolio,
} from '../../portfolios/store/portfolioRow.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { RebalanceParts } from './rebalanceParts.js';

/** An answer with what was asked of it; null: that was not read. */
export interface ShownAnswer extends PortfolioAnswer {
  readonly portfolio: PortfolioRow | null;
  readonly reports: AnswerReports | null;
  readonly trades: readonly ShownTrade[] | null;
}

/** A rebalance with what was asked of it; undefined: that was not read. */
export interface ShownRebalance extends RebalanceRow {
  /** Null: it is deleted. */
  readonly model?: ModelRow | null;
  /** Of the portfolios that are done, by their ids. */
  readonly answers?: readonly ShownAnswer[];
}

interface SelectedAnswer extends Omit<ShownAnswer, 'portfolio'> {
  readonly portfolio: SelectedPortfolio | null;
}

/** A row of `selectShown`, as it is read as JSON. */
export interface SelectedShown extends SelectedRebalance {
  readonly model: SelectedModel | null;
  readonly answers: readonly SelectedAnswer[] | null;
  readonly renames: Renames;
}

/** Returns the statement that reads rebalances of the owners, with what is asked of them. */
export function selectShown(
  db: Kysely<Tables>,
  owners: Owners,
  condition: RawBuilder<SqlBool>,
  parts: RebalanceParts,
  order: RawBuilder<unknown> = sql``,
): RawBuilder<SelectedShown> {
  const model = selectModels(db, owners).where(sql<SqlBool>`model.id = shown."modelId"`);
  const answers = sql`(
    SELECT json_agg(json_build_object(
      'portfolioId', kept.portfolio_id, 'status', kept.status, 'reason', kept.reason, 'message', kept.message,
      'marketValue', kept.market_value::text, 'cashBefore', kept.cash_before::text, 'cashAfter', kept.cash_after::text,
      'costs', kept.costs::text, 'objective', kept.objective::text, 'optimal', kept.optimal, 'gap', kept.gap::text,
      'portfolio', ${parts.portfolio ? portfolioIn(db, owners) : NOT_READ},
      'reports', ${parts.reports ? sql`kept.reports` : NOT_READ},
      'trades', ${parts.trades ? TRADES : NOT_READ}
    ) ORDER BY kept.portfolio_id)
    FROM rebalance_portfolios AS kept WHERE kept.rebalance_id = shown.id AND kept.status IS NOT NULL)`;
  return sql<SelectedShown>`
    SELECT shown.*, ${parts.model ? rowOf(model) : NOT_READ} AS model, ${parts.answers ? answers : NOT_READ} AS answers,
      ${parts.answers ? renamesSince(sql`shown."asOf"`, sql`shown."createdAt"`) : NOT_READ} AS renames
    FROM (${selectRebalances(owners, condition, order)}) AS shown`;
}

const NOT_READ = sql`NULL::json`;

const TRADES = sql`(
  SELECT coalesce(json_agg(json_build_object(
    'side', trade.side, 'ticker', stocks.ticker, 'quantity', trade.quantity::text, 'price', trade.price::text,
    'value', trade.value::text, 'costs', trade.costs::text, 'tradeDay', trade.trade_day, 'reason', trade.reason
  ) ORDER BY trade.place), '[]')
  FROM rebalance_transactions AS trade JOIN stocks ON stocks.id = trade.stock_id
  WHERE trade.rebalance_id = kept.rebalance_id AND trade.portfolio_id = kept.portfolio_id)`;

const rowOf = (query: unknown): RawBuilder<unknown> =>
  sql`(SELECT row_to_json(one) FROM ${query as RawBuilder<unknown>} AS one)`;

const portfolioIn = (db: Kysely<Tables>, owners: Owners): RawBuilder<unknown> =>
  rowOf(selectPortfolios(db, owners).where(sql<SqlBool>`portfolio.id = kept.portfolio_id`));

/**
 * Reads a row of `selectShown`.
 *
 * @param today returns the ticker of today of a stored one
 */
export function shownOf(
  { model, answers, renames, ...row }: SelectedShown,
  parts: RebalanceParts,
  today: (stored: Ticker, renamed: IsoDate | null) => Ticker,
): ShownRebalance {
  const named = (stored: Ticker): Ticker => today(stored, renames?.[stored] ?? null);
  return {
    ...rebalanceOf(row),
    ...(parts.model && { model: model && modelOf(model, today) }),
    ...(parts.answers && {
      answers: (answers ?? []).map(({ portfolio, reports, trades, ...answer }) => ({
        ...answer,
        portfolio: portfolio && portfolioOf(portfolio),
        reports: reports && {
          before: driftOf(reports.before, named),
          after: driftOf(reports.after, named),
          infeasible: reports.infeasible.map((one) => ({ ...one, ticker: one.ticker && named(one.ticker) })),
        },
        trades: trades && trades.map((trade) => ({ ...trade, ticker: named(trade.ticker) })),
      })),
    }),
  };
}

/** Returns a report with the tickers of today. */
const driftOf = (report: ShownDrift | null, named: (stored: Ticker) => Ticker): ShownDrift | null =>
  report && {
    ...report,
    positions: report.positions.map((position) => ({ ...position, ticker: named(position.ticker) })),
  };
