import { sql, type Kysely } from 'kysely';
import { owned } from '../../../access/owned.js';
import type { Severity, Tables } from '../../../database/tables.js';
import type { RiskPartKind } from '../../../risk/names.js';
import type { Band, Guardrail, Mode, Ticker } from '../../../scoring/names.js';
import type { AlertMetric, Comparator } from '../metrics.js';
import { seenBy, type Viewer } from './viewer.js';

export type AlertScope = 'OWN' | 'EVERYBODY';

/** A rule as its viewers may know it. */
export interface AlertRuleRow {
  readonly id: number;
  readonly name: string;
  readonly metric: AlertMetric;
  readonly part: RiskPartKind | null;
  readonly mode: Mode | null;
  readonly guardrail: Guardrail | null;
  /** Those of today; null: it names no stocks. */
  readonly tickers: readonly Ticker[] | null;
  readonly sectors: readonly string[] | null;
  /** Null: it is about no portfolio. */
  readonly portfolioId: number | null;
  readonly everything: boolean;
  readonly comparator: Comparator;
  readonly threshold: number | null;
  readonly rearm: number;
  readonly severity: Severity;
  readonly scope: AlertScope;
  readonly toBands: readonly Band[] | null;
  readonly onProvisional: boolean;
  readonly enabled: boolean;
  /** Null once the owner is deleted. */
  readonly owner: { readonly id: number; readonly name: string } | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** Returns the statement that reads the rules that a viewer sees, deleted ones included; a rule has the alias `rule`. */
export function selectAlertRules(db: Kysely<Tables>, viewer: Viewer) {
  return db
    .selectFrom('alert_rules as rule')
    .leftJoin('users as owner', 'owner.id', 'rule.owner_id')
    .where(seenBy('rule', owned('rule', viewer.owners), viewer))
    .select([
      'rule.id',
      'rule.name',
      'rule.metric',
      'rule.part',
      'rule.mode',
      'rule.guardrail',
      'rule.sectors',
      'rule.everything',
      'rule.portfolio_id',
      'rule.comparator',
      'rule.threshold',
      'rule.rearm',
      'rule.severity',
      'rule.scope',
      'rule.to_bands',
      'rule.on_provisional',
      'rule.enabled',
      'rule.owner_id',
      'owner.name as owner_name',
      'rule.created_at',
      'rule.version',
      sql<readonly Ticker[] | null>`(
        SELECT array_agg(stocks.ticker ORDER BY named.place)
        FROM unnest(rule.stock_ids) WITH ORDINALITY AS named (id, place) JOIN stocks ON stocks.id = named.id
      )`.as('tickers'),
    ]);
}

/** A row of `selectAlertRules`. Where it was read as JSON, instants are texts. */
export type SelectedAlertRule = Awaited<ReturnType<ReturnType<typeof selectAlertRules>['execute']>>[number];

/** Reads a row of `selectAlertRules`, also one that was read as JSON. */
export function alertRuleOf(row: SelectedAlertRule): AlertRuleRow {
  const { owner_id, owner_name, created_at, to_bands, on_provisional, portfolio_id, ...others } = row;
  return {
    ...others,
    metric: row.metric as AlertMetric,
    toBands: to_bands,
    onProvisional: on_provisional,
    portfolioId: portfolio_id,
    owner: owner_id === null || owner_name === null ? null : { id: owner_id, name: owner_name },
    createdAt: new Date(created_at),
  };
}
