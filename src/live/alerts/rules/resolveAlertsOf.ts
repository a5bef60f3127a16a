import type pg from 'pg';
import { appendEvents, lockAlerts } from '../appendEvents.js';

/**
 * Resolves the alerts of a rule that is changed or deleted, and lets its next evaluation begin anew: it raises where the
 * value is beyond already.
 *
 * @param client is in the transaction of the change
 * @returns how many were resolved
 */
export async function resolveAlertsOf(client: pg.ClientBase, ruleId: number): Promise<number> {
  await lockAlerts(client);
  const { rows } = await client.query<{ id: number; value: number | null }>(
    `WITH resolved AS (
       UPDATE alerts SET state = 'RESOLVED', resolved_at = clock_timestamp(), beyond = false
       WHERE rule_id = $1 AND state <> 'RESOLVED' RETURNING id, value
     )
     SELECT id, value FROM resolved ORDER BY id`,
    [ruleId],
  );
  await client.query('UPDATE alerts SET beyond = false WHERE rule_id = $1 AND beyond', [ruleId]);
  await appendEvents(
    client,
    rows.map(({ id, value }) => ({ alertId: id, change: 'RESOLVED', value, state: 'RESOLVED' })),
  );
  return rows.length;
}
