import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { AlertChange, AlertState } from '../../database/tables.js';
import type { EventLog, LogEvent } from '../eventLog.js';
import { logEpoch } from '../logEpoch.js';
import { storedLog } from '../storedLog.js';
import { alertColumns, type AlertRow } from './alertRow.js';

/** An event of the log of alerts: what happened, as it was then, and the alert as it is now. */
export interface AlertEventRow extends LogEvent {
  readonly change: AlertChange;
  readonly event_value: number | null;
  readonly event_state: AlertState;
  readonly at: Date;
  /** Null: it was deleted with its rule, so nobody may see the event. */
  readonly alert: AlertRow | null;
}

type Told = Omit<AlertEventRow, 'alert'>;
type FlatRow = Told & (AlertRow | { readonly [Column in keyof AlertRow]: null });

/** Reads the log of alerts. */
export function alertLog(database: Pick<Database, 'db' | 'query'>): EventLog<AlertEventRow> {
  const log = storedLog<FlatRow>(database, {
    end: sql`SELECT ${logEpoch('alerts')} AS epoch, last_position AS position FROM alert_log`,
    // Joined after the limit, so that later events are not read.
    page: ({ after, upTo, limit }) => sql`
      SELECT event.position, event.change, event.value AS event_value, event.state AS event_state, event.at,
        ${alertColumns}
      FROM (
        SELECT * FROM alert_events
        WHERE position > ${after} ${upTo === null ? sql`` : sql`AND position <= ${upTo}`}
        ORDER BY position LIMIT ${limit}
      ) AS event
      LEFT JOIN alerts ON alerts.id = event.alert_id
      LEFT JOIN alert_rules AS rules ON rules.id = alerts.rule_id
      LEFT JOIN stocks ON stocks.id = alerts.stock_id
      ORDER BY event.position`,
    endBefore: (moment) => sql`
      SELECT position FROM alert_events WHERE at < ${moment} ORDER BY at DESC, position DESC LIMIT 1`,
  });
  return {
    end: log.end,
    since: async (after, limit) => {
      const { end, events } = await log.since(after, limit);
      return { end, events: events.map(eventOf) };
    },
    events: async (after, upTo, limit) => (await log.events(after, upTo, limit)).map(eventOf),
    endBefore: log.endBefore,
  };
}

function eventOf({ position, change, event_value, event_state, at, ...alert }: FlatRow): AlertEventRow {
  return { position, change, event_value, event_state, at, alert: alert.id === null ? null : alert };
}
