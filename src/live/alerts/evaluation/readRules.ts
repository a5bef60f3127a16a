import type pg from 'pg';
import { ROLES, scopesOf } from '../../../access/roles.js';
import { ALERT_METRICS, METRICS } from '../metrics.js';
import type { RuleRow } from './ruleRow.js';

const MAY_WRITE = ROLES.filter((role) => scopesOf(role).includes('ALERTS_WRITE'));

/**
 * Reads the rules that are evaluated: enabled ones of users who are active and may still make them. Rules for everybody
 * and those of operators need an administrator, or one who was deleted since: the rule then belongs to all of them.
 *
 * @param ofOperators whether to read rules of operators, or those of stocks
 */
export async function readRules(
  client: pg.ClientBase,
  { ofOperators }: { readonly ofOperators: boolean },
): Promise<readonly RuleRow[]> {
  const { rows } = await client.query<RuleRow>(
    `SELECT rules.id, rules.version, metric, part, mode, guardrail, stock_ids, sectors, everything, comparator, threshold,
       rearm, severity, to_bands::text[] AS to_bands, on_provisional, evaluated_version <> rules.version AS is_new
     FROM alert_rules AS rules LEFT JOIN users AS owner ON owner.id = rules.owner_id
     WHERE enabled AND deleted_at IS NULL AND metric = ANY ($1)
       AND CASE WHEN owner.id IS NULL THEN scope = 'EVERYBODY'
         ELSE owner.active AND owner.role = ANY ($2)
           AND (owner.role = 'ADMIN' OR NOT (scope = 'EVERYBODY' OR $3)) END
     ORDER BY rules.id`,
    [ALERT_METRICS.filter((metric) => METRICS[metric].ofOperators === ofOperators), MAY_WRITE, ofOperators],
  );
  return rows;
}
