import type pg from 'pg';
import { inTransaction } from '../../src/database/transaction.js';
import { appendEvents } from '../../src/live/alerts/appendEvents.js';
import { now } from './clock.js';
import type { CommittedEvents } from './commitEvents.js';

/** Makes a rule for everybody, and an alert of it. @returns the id of the alert */
export async function makeAlert(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `WITH rule AS (
       INSERT INTO alert_rules (owner_id, scope, name, metric, everything, comparator, threshold, rearm, severity)
       VALUES (0, 'EVERYBODY', 'Risky', 'RISK', true, 'ABOVE', 60, 5, 'HIGH') RETURNING id
     )
     INSERT INTO alerts (rule_id, rule_version, stock_id, day, last_day, state, severity, value, previous, threshold, message,
       beyond)
     SELECT rule.id, 1, (SELECT min(id) FROM stocks), '2024-10-08', '2024-10-08', 'OPEN', 'HIGH', 63.2, 58.1, 60,
       'Risk of ABC.NS is 63.20, above 60, on 2024-10-08; it was 58.10 the session before.', true
     FROM rule RETURNING id`,
  );
  return Number(rows[0].id);
}

/** Commits events of an alert, as an evaluation does. */
export async function commitAlerts(pool: pg.Pool, alertId: number, count: number): Promise<CommittedEvents> {
  const client = await pool.connect();
  try {
    return await inTransaction(client, async () => {
      const event = { alertId, change: 'REPEATED', value: 63.2, state: 'OPEN' } as const;
      const last = await appendEvents(
        client,
        Array.from({ length: count }, () => event),
      );
      return { first: last - count + 1, last, sentAt: now() };
    });
  } finally {
    client.release();
  }
}
