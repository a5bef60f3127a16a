import type pg from 'pg';
import type { Severity } from '../database/tables.js';

export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const satisfies readonly Severity[];

/** How far the rules of alerts are evaluated, and what is told of them. */
export interface AlertCounts {
  /** For how long the oldest run waits that was stored and is not evaluated, in seconds; 0 where none waits. */
  readonly behindSeconds: number;
  /** Alerts that are not resolved. */
  readonly open: Readonly<Partial<Record<Severity, number>>>;
  /** Events of the log of alerts, which is the position of the newest one. */
  readonly events: number;
  /** Deliveries that wait, apart from those of parked webhooks. */
  readonly deliveries: number;
  /** For how long the oldest of them waits, in seconds; 0 where none waits. */
  readonly oldestSeconds: number;
  /** Webhooks that are paused because deliveries failed for a day. */
  readonly parked: number;
}

export async function countAlerts(client: pg.Pool): Promise<AlertCounts> {
  const { rows } = await client.query<AlertCounts>(
    `SELECT (
       SELECT coalesce(greatest(extract(epoch FROM now() - min(finished_at)), 0), 0)::float8
       FROM runs WHERE committed > evaluated
     ) AS "behindSeconds", (
       SELECT coalesce(json_object_agg(severity, alerts), '{}')
       FROM (SELECT severity, count(*) AS alerts FROM alerts WHERE state <> 'RESOLVED' GROUP BY severity) AS counted
     ) AS open, last_position::float8 AS events,
     waiting.deliveries, waiting."oldestSeconds",
     (SELECT count(*)::int FROM webhooks WHERE paused) AS parked
     FROM alert_log, (
       SELECT count(*)::int AS deliveries,
         coalesce(greatest(extract(epoch FROM now() - min(deliveries.created_at)), 0), 0)::float8 AS "oldestSeconds"
       FROM webhook_deliveries AS deliveries JOIN webhooks ON webhooks.id = webhook_id WHERE NOT paused
     ) AS waiting`,
  );
  return rows[0];
}
