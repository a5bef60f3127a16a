import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { owned } from '../../access/owned.js';
import type { Severity } from '../../database/tables.js';
import { seenBy, type Viewer } from '../../live/alerts/rules/viewer.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Counts the open alerts that viewers see, by severity. A severity without any is left out. */
export function openAlertsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<Viewer, ReadonlyMap<Severity, number>, string> {
  return keyedLoader((viewers) =>
    Promise.all(
      viewers.map(async (viewer) => {
        const rows = await reads.rows(
          sql<{ readonly severity: Severity; readonly count: number }>`
          SELECT alerts.severity, count(*) AS count
          FROM alert_rules AS rule
          JOIN alerts ON alerts.rule_id = rule.id AND alerts.state = 'OPEN'
          WHERE ${seenBy('rule', owned('rule', viewer.owners), viewer)}
          GROUP BY alerts.severity`,
        );
        return new Map(rows.map(({ severity, count }) => [severity, count]));
      }),
    ),
  );
}
