import { AuthKey } from '../../../../src/access/authKey.js';
import type { Database } from '../../../../src/database/database.js';
import { inTransaction } from '../../../../src/database/transaction.js';
import { withConnection } from '../../../../src/database/withConnection.js';
import { appendEvents } from '../../../../src/live/alerts/appendEvents.js';
import { secretOf } from '../../../../src/live/alerts/webhooks/secretOf.js';
import type { Receiver } from './receiver.js';

export const AUTH_KEY = new AuthKey(Buffer.alloc(32, 7));

/** The rows of a test: users with webhooks and rules, each rule with one alert. */
export class AlertStore {
  constructor(
    private readonly database: Database,
    private readonly receiver: Receiver,
  ) {}

  async #id(statement: string, values: readonly unknown[]): Promise<number> {
    const { rows } = await this.database.pool.query<{ id: number }>(statement, [...values]);
    return Number(rows[0].id);
  }

  user(name: string, role = 'ANALYST'): Promise<number> {
    return this.#id(
      `INSERT INTO users (email, name, role, password_hash) VALUES ($1 || '@b.in', $1, $2, 'x') RETURNING id`,
      [name, role],
    );
  }

  /** Adds a webhook that the receiver knows the secret of. */
  async webhook(
    owner: number,
    path: string,
    base = `http://localhost:${this.receiver.port}`,
  ): Promise<number> {
    const id = await this.#id('INSERT INTO webhooks (owner_id, url) VALUES ($1, $2) RETURNING id', [
      owner,
      base + path,
    ]);
    this.receiver.secrets.set(path, secretOf(AUTH_KEY, id, 1));
    return id;
  }

  /** Adds a rule with an alert, and returns the id of the alert. */
  async rule(owner: number, name: string, webhooks: readonly number[]): Promise<number> {
    await this.database.pool.query(`INSERT INTO stocks (ticker) VALUES ('ABC.NS') ON CONFLICT DO NOTHING`);
    const rule = await this.#id(
      `INSERT INTO alert_rules (owner_id, scope, name, metric, everything, comparator, threshold, severity)
       VALUES ($1, 'OWN', $2, 'RISK', true, 'ABOVE', 60, 'HIGH') RETURNING id`,
      [owner, name],
    );
    await this.database.pool.query('INSERT INTO alert_rule_webhooks SELECT $1, unnest($2::int4[])', [
      rule,
      webhooks,
    ]);
    return this.#id(
      `INSERT INTO alerts (rule_id, stock_id, day, state, severity, value, previous, threshold, message, beyond)
       SELECT $1, id, '2024-10-08', 'OPEN', 'HIGH', 63.2, 58.1, 60, 'Risk is high.', true FROM stocks RETURNING id`,
      [rule],
    );
  }

  /** Appends events of alerts in one transaction, with their places in the test as values. */
  async tell(...alerts: readonly number[]): Promise<void> {
    const events = alerts.map((alertId, k) => ({
      alertId,
      change: 'REPEATED' as const,
      value: k,
      state: 'OPEN' as const,
    }));
    await withConnection(this.database.pool, (client) =>
      inTransaction(client, () => appendEvents(client, events)),
    );
  }

  /** Lets everything that waits be due, as it is after hours. */
  async pass(time: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE webhook_deliveries SET next_at = next_at - $1::interval, created_at = created_at - $1::interval`,
      [time],
    );
  }

  /** As resumeWebhook of the API does. */
  async resume(webhook: number): Promise<void> {
    const { pool } = this.database;
    await pool.query(
      'UPDATE webhooks SET paused = false, failures = 0, dropped = 0, last_error = NULL WHERE id = $1',
      [webhook],
    );
    await pool.query(
      `UPDATE webhook_deliveries SET attempts = 0, created_at = clock_timestamp(), next_at = clock_timestamp()
       WHERE webhook_id = $1`,
      [webhook],
    );
  }

  async waiting(): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      'SELECT count(*) FROM webhook_deliveries',
    );
    return Number(rows[0].count);
  }

  async shown(webhook: number): Promise<Record<string, unknown>> {
    const { rows } = await this.database.pool.query<Record<string, unknown>>(
      `SELECT paused, failures, last_error, last_delivered_at IS NOT NULL AS was_delivered FROM webhooks WHERE id = $1`,
      [webhook],
    );
    return rows[0];
  }

  /** Removes what a test has made, jobs included. Events stay. */
  async clear(): Promise<void> {
    const { pool } = this.database;
    await pool.query('DELETE FROM alert_rules');
    await pool.query('DELETE FROM users WHERE id > 0');
    await pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  }
}
