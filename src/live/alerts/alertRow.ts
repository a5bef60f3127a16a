import { sql, type Selectable } from 'kysely';
import type { AlertsTable } from '../../database/tables.js';
import type { Ticker } from '../../scoring/names.js';

/** An alert as it is read, with its stock and who may see it. */
export interface AlertRow extends Omit<
  Selectable<AlertsTable>,
  'rule_version' | 'stock_ids' | 'beyond_ids' | 'last_day' | 'beyond'
> {
  /** Null in alerts of operators, and in one that stands for many stocks. */
  readonly ticker: Ticker | null;
  /** The owner of the rule; null where the administrator who made it is deleted. */
  readonly owner_id: number | null;
  readonly scope: 'OWN' | 'EVERYBODY';
  /** The metric of the rule. */
  readonly metric: string;
}

/** The columns of `AlertRow`, from `alerts`, `alert_rules AS rules` and `stocks`. */
export const alertColumns = sql.raw(`
  alerts.id, alerts.rule_id, alerts.stock_id, alerts.portfolio_id, alerts.day::text AS day, alerts.state, alerts.severity, alerts.value,
  alerts.previous, alerts.threshold, alerts.band, alerts.message, alerts.occurrences, alerts.first_seen_at,
  alerts.last_seen_at, alerts.acknowledged_at, alerts.resolved_at, alerts.resolved_by_value, alerts.corrected,
  alerts.note, stocks.ticker, rules.owner_id, rules.scope, rules.metric`);
