import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import type {
  AnswerReports,
  PortfolioAnswer,
  ShownTrade,
} from '../../portfolios/rebalances/portfolioAnswer.js';
import {
  rebalanceOf,
  selectRebalances,
  type RebalanceRow,
} from '../../portfolios/rebalances/rebalanceRow.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { conditionOn, type RebalanceConditions } from './rebalanceFilter.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Whose rebalances to list, and which. */
export interface RebalanceSelection {
  readonly owners: Owners;
  readonly conditions: RebalanceConditions;
}

/** Loads rebalances by their ids; null where the owners have no such rebalance. */
export function rebalanceLoader({
  reads,
}: Sources): DataLoader<{ readonly owners: Owners; readonly id: number }, RebalanceRow | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id }) => {
        const rows = await reads.rows(selectRebalances(owners, sql`rebalance.id = ${id}::int4`));
        return rows.length === 0 ? null : rebalanceOf(rows[0]);
      }),
    ),
  );
}

/** Lists rebalances. */
export function rebalanceListing({ reads }: Sources): RowListing<RebalanceSelection, RebalanceRow> {
  return rowListing(
    async ({ owners, conditions }, { after, before, isFromEnd, limit }) => {
      const within = sql<boolean>`${conditionOn(conditions)}
        AND (${after}::int4 IS NULL OR rebalance.id < ${after}::int4)
        AND (${before}::int4 IS NULL OR rebalance.id > ${before}::int4)`;
      const order = sql`ORDER BY rebalance.id ${isFromEnd ? sql`ASC` : sql`DESC`} LIMIT ${limit}::int4`;
      const rows = await reads.rows(selectRebalances(owners, within, order));
      return rows.map(rebalanceOf);
    },
    ({ owners, conditions }) =>
      countOf(
        reads,
        sql`SELECT count(*) AS count FROM rebalances AS rebalance
          WHERE ${owned('rebalance', owners)} AND ${conditionOn(conditions)}`,
      ),
  );
}

interface OfRebalance {
  readonly rebalanceId: number;
}

/** Loads the answers of a rebalance that its owner reads, by the ids of the portfolios; those that wait are left out. */
export function answersLoader({
  reads,
}: Sources): DataLoader<OfRebalance, readonly PortfolioAnswer[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<PortfolioAnswer & { readonly at: number }>`
        SELECT asked.at, kept.portfolio_id AS "portfolioId", kept.status, kept.reason, kept.message,
          kept.market_value::text AS "marketValue", kept.cash_before::text AS "cashBefore",
          kept.cash_after::text AS "cashAfter", kept.costs::text AS costs, kept.objective::text AS objective, kept.optimal,
          kept.gap::text AS gap
        FROM unnest(${keys.map(({ rebalanceId }) => rebalanceId)}::int4[]) WITH ORDINALITY AS asked (id, at)
        JOIN rebalance_portfolios AS kept ON kept.rebalance_id = asked.id
        WHERE kept.status IS NOT NULL ORDER BY kept.portfolio_id`,
    );
    return inOrderOfKeys(keys.length, rows);
  });
}

/** One answer of a rebalance. */
export interface OfAnswer extends OfRebalance {
  readonly portfolioId: number;
}

const asked = (keys: readonly OfAnswer[]) => sql`unnest(
  ${keys.map(({ rebalanceId }) => rebalanceId)}::int4[], ${keys.map(({ portfolioId }) => portfolioId)}::int4[]
) WITH ORDINALITY AS asked (rebalance_id, portfolio_id, at)`;

const NO_REPORTS: AnswerReports = { before: null, after: null, infeasible: [] };

/** Loads the reports of answers. */
export function reportsLoader({ reads }: Sources): DataLoader<OfAnswer, AnswerReports, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<{ readonly at: number; readonly reports: AnswerReports | null }>`
        SELECT asked.at, kept.reports
        FROM ${asked(keys)} JOIN rebalance_portfolios AS kept USING (rebalance_id, portfolio_id)`,
    );
    const lists = inOrderOfKeys(keys.length, rows);
    return lists.map(([row]) => row?.reports ?? NO_REPORTS);
  });
}

/** Loads the trades of answers, in their order. */
export function tradesLoader({ reads }: Sources): DataLoader<OfAnswer, readonly ShownTrade[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<ShownTrade & { readonly at: number }>`
        SELECT asked.at, trade.side, stocks.ticker, trade.quantity::text AS quantity, trade.price::text AS price,
          trade.value::text AS value, trade.costs::text AS costs, trade.trade_day AS "tradeDay", trade.reason
        FROM ${asked(keys)} JOIN rebalance_transactions AS trade USING (rebalance_id, portfolio_id)
        JOIN stocks ON stocks.id = trade.stock_id
        ORDER BY trade.place`,
    );
    return inOrderOfKeys(keys.length, rows);
  });
}
