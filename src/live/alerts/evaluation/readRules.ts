import type pg from 'pg';
import { ROLES, scopesOf } from '../../../access/roles.js';
import { metricsAbout, type MetricKind } from '../metrics.js';
import type { RuleRow } from './ruleRow.js';

const MAY_WRITE = ROLES.filter((role) => scopesOf(role).includes('ALERTS_WRITE'));
const MAY_WRITE_OF_PORTFOLIOS = MAY_WRITE.filter((role) => scopesOf(role).includes('PORTFOLIOS_READ'));

/**
 * Reads the rules that are evaluated: enabled ones of users who are active and may still make them. Rules for everybody
 * and those of operators need an administrator, or one who was deleted since: the rule then belongs to all of them.
 *
 * @param about what the rules are about
 */
export async function readRules(
  client: pg.ClientBase,
  about: MetricKind['about'],
): Promise<readonly RuleRow[]> {
  const { rows } = await client.query<RuleRow>(
    `SELECT rules.id, rules.version, metric, part, mode, guardrail, stock_ids, sectors, everything, portfolio_id, comparator, threshold,
       rearm, severity, to_bands::text[] AS to_bands, on_provisional, evaluated_version <> rules.version AS is_new
     FROM alert_rules AS rules LEFT JOIN users AS owner ON owner.id = rules.owner_id
     WHERE enabled AND deleted_at IS NULL AND metric = ANY ($1)
       AND CASE WHEN owner.id IS NULL THEN scope = 'EVERYBODY'
         ELSE owner.active AND owner.role = ANY ($2)
           AND (owner.role = 'ADMIN' OR NOT (scope = 'EVERYBODY' OR $3)) END
     ORDER BY rules.id`,
    [metricsAbout(about), about === 'PORTFOLIO' ? MAY_WRITE_OF_PORTFOLIOS : MAY_WRITE, about === 'SERVICE'],
  );
  return rows;
}
