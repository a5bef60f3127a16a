import type pg from 'pg';
import type { AlertChange, AlertState } from '../../database/tables.js';
import { LOCKS } from '../../database/transaction.js';
import { enqueue } from '../../jobs/enqueue.js';
import { deliverJob } from './deliverJob.js';
import { inParts } from './inParts.js';

/** What happened to an alert, with its value and state after it. */
export interface NewAlertEvent {
  readonly alertId: number;
  readonly change: AlertChange;
  readonly value: number | null;
  readonly state: AlertState;
}

/**
 * Takes the lock of alerts until the end of the transaction. Take it before you change alerts: one who has changed a row
 * and then waits for the lock blocks the one who holds it.
 */
export async function lockAlerts(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.alerts]);
}

/**
 * Appends events to the log of alerts, and what webhooks are to be told of them, and enqueues the delivery.
 *
 * @param client is in the transaction that has changed the alerts. It gets the lock of alerts until its end, so that
 *   positions are contiguous and ascend in the order of commits.
 * @param events in their order
 * @returns the position of the last event of the log
 */
export async function appendEvents(client: pg.ClientBase, events: readonly NewAlertEvent[]): Promise<number> {
  await lockAlerts(client);
  const { rows } = await client.query<{ last: number }>('SELECT last_position AS last FROM alert_log');
  const before = Number(rows[0].last);
  if (events.length === 0) return before;
  let stored = before;
  for (const part of inParts(events)) {
    await client.query(
      `INSERT INTO alert_events (position, alert_id, change, value, state)
       SELECT $1 + given.place, given.alert, given.change, given.value, given.state
       FROM unnest($2::int8[], $3::text[], $4::float8[], $5::text[])
         WITH ORDINALITY AS given (alert, change, value, state, place)`,
      [
        stored,
        part.map(({ alertId }) => alertId),
        part.map(({ change }) => change),
        part.map(({ value }) => value),
        part.map(({ state }) => state),
      ],
    );
    stored += part.length;
  }
  // A paused webhook is sent what waits when its owner resumes it.
  const { rowCount } = await client.query(
    `INSERT INTO webhook_deliveries (webhook_id, position, rule_id)
     SELECT told.webhook_id, event.position, told.rule_id
     FROM alert_events AS event
     JOIN alerts ON alerts.id = event.alert_id
     JOIN alert_rule_webhooks AS told ON told.rule_id = alerts.rule_id
     WHERE event.position > $1`,
    [before],
  );
  if (rowCount !== 0) await enqueue(client, deliverJob, {}, { key: deliverJob.name });
  await client.query('UPDATE alert_log SET last_position = $1', [stored]);
  return stored;
}
