import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { owned } from '../../access/owned.js';
import type { Severity } from '../../database/tables.js';
import type { LoaderSources } from '../loaders.js';

/** Owns no rule: for callers that are no user. The local user is 0. */
export const NOBODY = -1;

/**
 * Counts the open alerts that users see, by severity: those of their own rules, and of the rules for everybody. A severity
 * without any is left out.
 */
export function openAlertsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<number, ReadonlyMap<Severity, number>> {
  return new DataLoader((users) =>
    Promise.all(
      users.map(async (user) => {
        const rows = await reads.rows(
          sql<{ readonly severity: Severity; readonly count: number }>`
          SELECT alerts.severity, count(*) AS count
          FROM alert_rules AS rule
          JOIN alerts ON alerts.rule_id = rule.id AND alerts.state = 'OPEN'
          WHERE (${owned('rule', user)} OR rule.scope = 'EVERYBODY') AND rule.deleted_at IS NULL
          GROUP BY alerts.severity`,
        );
        return new Map(rows.map(({ severity, count }) => [severity, count]));
      }),
    ),
  );
}
