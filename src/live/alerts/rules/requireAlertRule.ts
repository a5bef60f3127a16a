import type { Insertable } from 'kysely';
import { requireName } from '../../../access/requireName.js';
import type { AlertRulesTable } from '../../../database/tables.js';
import { UserError } from '../../../userError.js';
import { METRICS, type MetricKind } from '../metrics.js';
import type { KnownSubjects, NewAlertRule } from './newAlertRule.js';
import { requireSubject } from './requireSubject.js';
import { requireThreshold } from './requireThreshold.js';

/** The columns of a rule that its owner decides. */
export type RuleColumns = Required<
  Omit<
    Insertable<AlertRulesTable>,
    'id' | 'owner_id' | 'version' | 'evaluated_version' | 'created_at' | 'deleted_at'
  >
>;

/**
 * Checks a rule: what it says has to fit its metric, and nothing of it may be without effect.
 *
 * @param known what it may name
 * @returns its columns
 * @throws UserError naming the first part that does not fit
 */
export function requireAlertRule(rule: NewAlertRule, known: KnownSubjects): RuleColumns {
  const kind = METRICS[rule.metric];
  const name = requireName(rule.name, 'a rule');
  requireComparator(rule, kind);
  requireParts(rule, kind);
  const { stockIds, sectors, portfolioId } = requireSubject(rule, kind, known);
  requireOwnScope(rule, kind);
  const { threshold, rearm } = requireThreshold(rule, kind);
  return {
    name,
    metric: rule.metric,
    part: rule.part,
    mode: rule.mode,
    guardrail: rule.guardrail,
    stock_ids: stockIds,
    sectors,
    everything: rule.everything,
    portfolio_id: portfolioId,
    comparator: rule.comparator,
    threshold,
    rearm,
    severity: rule.severity,
    scope: rule.scope,
    to_bands: requireBands(rule, kind),
    on_provisional: requireProvisional(rule, kind),
    enabled: rule.enabled,
  };
}

function requireComparator({ metric, comparator }: NewAlertRule, { comparators }: MetricKind): void {
  if (comparators.includes(comparator)) return;
  throw new UserError(
    `Expected ${comparators.join(' or ')} as the comparator of a rule of ${metric}, got ${comparator}: use ` +
      `${comparators.length > 1 ? 'one of these' : 'it'}, or another metric.`,
  );
}

function requireParts(rule: NewAlertRule, { needs }: MetricKind): void {
  for (const part of ['part', 'mode', 'guardrail'] as const) {
    const isNeeded = needs.includes(part);
    if (isNeeded === (rule[part] !== null)) continue;
    throw new UserError(
      isNeeded
        ? `Expected a ${part} in a rule of ${rule.metric}, got none: name one.`
        : `Expected no ${part} in a rule of ${rule.metric}, got ${rule[part]}: leave it out.`,
    );
  }
}

function requireBands(
  { metric, toBands }: NewAlertRule,
  { takesBands }: MetricKind,
): RuleColumns['to_bands'] {
  if (toBands === null) return null;
  if (!takesBands) {
    throw new UserError(`Expected toBands only in a rule of BAND, got it in one of ${metric}: leave it out.`);
  }
  if (toBands.length > 0) return [...new Set(toBands)];
  throw new UserError('Expected at least one band in toBands, got none: name one, or leave it out for all.');
}

function requireProvisional({ metric, onProvisional }: NewAlertRule, { about }: MetricKind): boolean {
  if (!onProvisional || about !== 'SERVICE') return onProvisional;
  throw new UserError(
    `Expected onProvisional only in a rule about stocks or a portfolio, got it in one of ${metric}: leave it out.`,
  );
}

function requireOwnScope({ metric, scope }: NewAlertRule, { about }: MetricKind): void {
  if (about !== 'PORTFOLIO' || scope === 'OWN') return;
  throw new UserError(
    `Expected the scope OWN in a rule of ${metric}, because a portfolio is its owner's, got ${scope}: leave it out.`,
  );
}
