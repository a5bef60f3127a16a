import type pg from 'pg';
import type { DeliveryRow } from './deliveryRow.js';
import { withDropped } from './withDropped.js';
import { MAY_BE_TOLD } from './mayBeTold.js';

/** A webhook for which something waits. */
export interface WaitingWebhook {
  readonly id: number;
  readonly owner: number;
  /** When the next try is due. */
  readonly nextAt: Date;
  /** Whether it is, by the clock of the database. */
  readonly isDue: boolean;
}

/**
 * What waits to be delivered. Each method is one statement, so that several deliveries may share the connection, which holds
 * the lock `webhooks`.
 */
export class Deliveries {
  constructor(private readonly client: pg.ClientBase) {}

  /** Returns the webhooks for which something waits, those that are due for longest first. */
  async waiting(): Promise<readonly WaitingWebhook[]> {
    const { rows } = await this.client.query<WaitingWebhook>(WAITING);
    return rows;
  }

  /** Returns the oldest delivery of a webhook that is due and follows no other one of its rule; null where there is none. */
  async next(webhook: number): Promise<DeliveryRow | null> {
    const { rows } = await this.client.query<DeliveryRow>(NEXT, [webhook]);
    return rows.at(0) ?? null;
  }

  /** Stores that a delivery was made. */
  async delivered({ webhook_id, position }: DeliveryRow): Promise<void> {
    await this.client.query(DELIVERED, [webhook_id, position]);
  }

  /** Forgets a delivery that has nothing to tell. */
  async forget({ webhook_id, position }: DeliveryRow): Promise<void> {
    await this.client.query('DELETE FROM webhook_deliveries WHERE webhook_id = $1 AND position = $2', [
      webhook_id,
      position,
    ]);
  }

  /**
   * Stores that a try failed.
   *
   * @param error as the owner may read it
   * @param waitMs until the next try, in milliseconds
   * @returns whether the webhook is paused from now on, because tries went on for a day
   */
  async failed({ webhook_id, position }: DeliveryRow, error: string, waitMs: number): Promise<boolean> {
    const { rows } = await this.client.query<{ paused: boolean }>(FAILED, [
      webhook_id,
      position,
      error,
      waitMs,
    ]);
    return rows.at(0)?.paused ?? false;
  }
}

/** Those after others of their rule wait for these. Each step is one look at the index, however many wait. */
const nextHead = (condition: string): string => `
  SELECT webhook_id, rule_id, position, next_at FROM webhook_deliveries AS waiting WHERE ${condition}
  ORDER BY webhook_id, rule_id, position LIMIT 1`;

/**
 * @param first a condition for all
 * @param after a condition for those of the rules after one of `heads`
 */
const heads = (first: string, after: string): string => `
  WITH RECURSIVE heads AS (
    (${nextHead(first)})
    UNION ALL
    SELECT following.* FROM heads CROSS JOIN LATERAL (${nextHead(after)}) AS following
  )`;

const ACTIVE = `
  JOIN webhooks AS hook ON hook.id = heads.webhook_id AND NOT hook.paused
  JOIN users AS owner ON owner.id = hook.owner_id
  JOIN alert_rules AS rule ON rule.id = heads.rule_id AND ${MAY_BE_TOLD}`;

const WAITING = `${heads('true', '(waiting.webhook_id, waiting.rule_id) > (heads.webhook_id, heads.rule_id)')}
  SELECT hook.id, hook.owner_id AS owner, min(heads.next_at) AS "nextAt",
    min(heads.next_at) <= clock_timestamp() AS "isDue"
  FROM heads ${ACTIVE}
  GROUP BY hook.id ORDER BY min(heads.next_at), hook.id`;

const NEXT = `${heads('webhook_id = $1', 'waiting.webhook_id = $1 AND waiting.rule_id > heads.rule_id')}
  SELECT sent.webhook_id, sent.position, sent.id, sent.attempts, hook.url, hook.generation, event.change, event.at,
    event.value, event.state, event.alert_id, sent.rule_id, rule.name AS rule_name, rule.metric, rule.comparator,
    alert.day::text AS day, alert.severity, alert.previous, alert.threshold, alert.band, alert.message, stocks.ticker
  FROM (
    SELECT heads.* FROM heads ${ACTIVE} WHERE next_at <= clock_timestamp() ORDER BY position LIMIT 1
  ) AS heads
  JOIN webhooks AS hook ON hook.id = heads.webhook_id
  JOIN webhook_deliveries AS sent USING (webhook_id, position)
  JOIN alert_events AS event USING (position)
  JOIN alert_rules AS rule ON rule.id = sent.rule_id
  LEFT JOIN alerts AS alert ON alert.id = event.alert_id
  LEFT JOIN stocks ON stocks.id = alert.stock_id`;

const DELIVERED = `
  WITH gone AS (DELETE FROM webhook_deliveries WHERE webhook_id = $1 AND position = $2)
  UPDATE webhooks SET failures = 0, last_delivered_at = clock_timestamp(), last_error = ${withDropped('NULL', 'dropped')}
  WHERE id = $1`;

const FAILED = `
  WITH failed AS (
    UPDATE webhook_deliveries SET attempts = attempts + 1, next_at = clock_timestamp() + $4 * interval '1 millisecond',
      created_at = CASE attempts WHEN 0 THEN clock_timestamp() ELSE created_at END
    WHERE webhook_id = $1 AND position = $2
    RETURNING created_at < clock_timestamp() - interval '1 day' AS is_last
  )
  UPDATE webhooks SET failures = failures + 1, last_error = ${withDropped('$3::text', 'dropped')}, paused = paused OR is_last
  FROM failed WHERE id = $1 RETURNING paused`;
