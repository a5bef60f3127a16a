import type pg from 'pg';
import { MAY_BE_TOLD } from './mayBeTold.js';
import { withDropped } from './withDropped.js';

/** How many deliveries may wait for one webhook. */
export const MOST_WAITING = 10_000;

/**
 * Drops what is not to be sent any more, and notes with each webhook how many it were: the oldest beyond MOST_WAITING, and
 * those that their owners might not have had for a day. The alerts themselves stay in the store.
 *
 * @param most the number that may wait for one webhook
 * @returns how many were dropped, by webhook
 */
export async function dropDeliveries(
  client: pg.ClientBase,
  most: number = MOST_WAITING,
): Promise<readonly { readonly webhook: number; readonly dropped: number }[]> {
  const { rows } = await client.query<{ webhook: number; dropped: number }>(DROP, [most]);
  return rows;
}

const DROP = `
  WITH beyond AS (
    SELECT webhook_id, position FROM (
      SELECT webhook_id, count(*) - $1 AS surplus FROM webhook_deliveries GROUP BY webhook_id HAVING count(*) > $1
    ) AS full_ones CROSS JOIN LATERAL (
      SELECT position FROM webhook_deliveries AS waiting WHERE waiting.webhook_id = full_ones.webhook_id
      ORDER BY position LIMIT surplus
    ) AS oldest
    UNION
    SELECT waiting.webhook_id, waiting.position FROM webhook_deliveries AS waiting
    JOIN webhooks AS hook ON hook.id = waiting.webhook_id
    JOIN alert_rules AS rule ON rule.id = waiting.rule_id
    JOIN users AS owner ON owner.id = hook.owner_id AND NOT ${MAY_BE_TOLD}
    WHERE waiting.created_at < clock_timestamp() - interval '1 day'
  ), gone AS (
    DELETE FROM webhook_deliveries AS waiting USING beyond
    WHERE waiting.webhook_id = beyond.webhook_id AND waiting.position = beyond.position RETURNING waiting.webhook_id
  ), counted AS (SELECT webhook_id, count(*)::integer AS dropped FROM gone GROUP BY webhook_id)
  UPDATE webhooks SET dropped = webhooks.dropped + counted.dropped,
    last_error = ${withDropped("regexp_replace(last_error, '(; )?deliveries dropped: [0-9]+$', '')", 'webhooks.dropped + counted.dropped')}
  FROM counted WHERE webhooks.id = counted.webhook_id
  RETURNING webhooks.id AS webhook, counted.dropped`;
