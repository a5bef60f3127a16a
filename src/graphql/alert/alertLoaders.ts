import type DataLoader from 'dataloader';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { CompanyRow } from '../../books/snapshot.js';
import type { AlertRow } from '../../live/alerts/alertRow.js';
import { alertOfJson, countAlerts, selectAlerts } from '../../live/alerts/rules/selectAlerts.js';
import type { Viewer } from '../../live/alerts/rules/viewer.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { AlertConditions } from './alertFilter.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Loads alerts by their ids; null where the viewer sees no such alert. */
export function alertLoader({
  reads,
}: Sources): DataLoader<{ readonly id: number; readonly viewer: Viewer }, AlertRow | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ id, viewer }) => {
        const rows = await reads.rows(selectAlerts(viewer, sql`alerts.id = ${id}`));
        return rows.length === 0 ? null : alertOfJson(rows[0]);
      }),
    ),
  );
}

/** Whose alerts to list, and which. */
export interface AlertSelection {
  readonly viewer: Viewer;
  readonly conditions: AlertConditions;
}

/** Lists alerts. */
export function alertListing({ reads }: Sources): RowListing<AlertSelection, AlertRow> {
  return rowListing(
    async ({ viewer, conditions }, { after, before, isFromEnd, limit }) => {
      const within = sql<SqlBool>`${conditionOf(conditions)}
        AND (${after}::int8 IS NULL OR alerts.id < ${after}::int8)
        AND (${before}::int8 IS NULL OR alerts.id > ${before}::int8)`;
      const order = sql`ORDER BY alerts.id ${isFromEnd ? sql`ASC` : sql`DESC`} LIMIT ${limit}::int4`;
      const rows = await reads.rows(selectAlerts(viewer, within, order));
      return rows.map(alertOfJson);
    },
    ({ viewer, conditions }) => countOf(reads, countAlerts(viewer, conditionOf(conditions))),
  );
}

function conditionOf(conditions: AlertConditions): RawBuilder<SqlBool> {
  const { states, severities, tickers, ruleId, from, to } = conditions;
  const parts = [
    states && sql`alerts.state = ANY (${states}::text[])`,
    severities && sql`alerts.severity::text = ANY (${severities}::text[])`,
    tickers && sql`stocks.ticker = ANY (${tickers}::text[])`,
    ruleId !== null && sql`alerts.rule_id = ${ruleId}::int4`,
    from && sql`alerts.first_seen_at >= ${from}::timestamptz`,
    to && sql`alerts.first_seen_at < ${to}::timestamptz`,
  ].filter((part) => typeof part === 'object' && part !== null);
  return parts.length === 0 ? sql`true` : sql`${sql.join(parts, sql` AND `)}`;
}

/** Loads the companies of stocks as they were last recorded, also those that were withdrawn since. */
export function companyOfAlertLoader({
  reads,
}: Sources): DataLoader<{ readonly stockId: number }, CompanyRow | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<CompanyRow>`
      SELECT DISTINCT ON (stock_id) stock_id, ticker, name, isin, industry, basic_industry, sector_group
      FROM companies JOIN stocks ON stocks.id = stock_id
      WHERE stock_id = ANY (${keys.map(({ stockId }) => stockId)}::int4[])
      ORDER BY stock_id, recorded_in DESC`);
    const byId = new Map(rows.map((row) => [row.stock_id, row]));
    return keys.map(({ stockId }) => byId.get(stockId) ?? null);
  });
}
