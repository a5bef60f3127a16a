import type { Selectable } from 'kysely';
import type { AlertRulesTable } from '../../../database/tables.js';
import type { AlertMetric } from '../metrics.js';

/** A rule as it is evaluated. */
export interface RuleRow extends Pick<
  Selectable<AlertRulesTable>,
  | 'id'
  | 'version'
  | 'part'
  | 'mode'
  | 'guardrail'
  | 'stock_ids'
  | 'sectors'
  | 'everything'
  | 'portfolio_id'
  | 'comparator'
  | 'threshold'
  | 'rearm'
  | 'severity'
  | 'to_bands'
  | 'on_provisional'
> {
  readonly metric: AlertMetric;
  /** Whether this version of the rule was not evaluated yet. */
  readonly is_new: boolean;
}
