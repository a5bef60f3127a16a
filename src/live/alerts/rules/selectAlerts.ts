import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { owned } from '../../../access/owned.js';
import { alertColumns, type AlertRow } from '../alertRow.js';
import { seenBy, type Viewer } from './viewer.js';

/**
 * Returns the statement that reads the alerts that a viewer sees.
 *
 * @param condition on `alerts`, `rules` and `stocks`
 * @param order what follows, such as ORDER BY
 */
export function selectAlerts(
  viewer: Viewer,
  condition: RawBuilder<SqlBool>,
  order: RawBuilder<unknown> = sql``,
): RawBuilder<AlertRow> {
  return sql<AlertRow>`
    SELECT ${alertColumns}
    FROM alerts JOIN alert_rules AS rules ON rules.id = alerts.rule_id LEFT JOIN stocks ON stocks.id = alerts.stock_id
    WHERE ${seenBy('rules', owned('rules', viewer.owners), viewer)} AND ${condition} ${order}`;
}

/** Returns the statement that counts the alerts that a viewer sees. */
export function countAlerts(
  viewer: Viewer,
  condition: RawBuilder<SqlBool>,
): RawBuilder<{ readonly count: number }> {
  return sql`
    SELECT count(*) AS count
    FROM alerts JOIN alert_rules AS rules ON rules.id = alerts.rule_id LEFT JOIN stocks ON stocks.id = alerts.stock_id
    WHERE ${seenBy('rules', owned('rules', viewer.owners), viewer)} AND ${condition}`;
}

/** Reads an alert that was read as JSON, in which instants are texts. */
export function alertOfJson(row: AlertRow): AlertRow {
  return {
    ...row,
    first_seen_at: new Date(row.first_seen_at),
    last_seen_at: new Date(row.last_seen_at),
    acknowledged_at: row.acknowledged_at && new Date(row.acknowledged_at),
    resolved_at: row.resolved_at && new Date(row.resolved_at),
  };
}
