import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../database/database.js';
import type { EventCursor } from './eventCursor.js';
import type { EventLog, LogEvent } from './eventLog.js';

/** Which events of a table to read. */
export interface LogRange {
  /** The position before the first one. */
  readonly after: number;
  /** The position of the last one; null: up to the end of the log. */
  readonly upTo: number | null;
  /** How many at most. */
  readonly limit: number;
}

/** The statements that read one log. */
export interface LogStatements<Event extends LogEvent> {
  /** Gives one row: where the log ends. */
  readonly end: RawBuilder<EventCursor>;
  /** Gives the events of a range by their position, ascending. Must not name a column `log_epoch` or `log_position`. */
  readonly page: (range: LogRange) => RawBuilder<Event>;
  /** Gives the position to which `skip` may go, one row; left out where events are of no method. */
  readonly skip?: (after: number, upTo: number, method: string | null) => RawBuilder<LogEvent>;
  /** Gives the position of the last event that was stored before a moment; no row where there is none. */
  readonly endBefore: (moment: Date) => RawBuilder<LogEvent>;
}

/**
 * Reads a log that lies in the database.
 *
 * @example
 * const alerts = storedLog<AlertRow>(database, {
 *   end: sql`SELECT ${logEpoch('alerts')} AS epoch, coalesce(max(position), 0) AS position FROM alerts`,
 *   page: ({ after, upTo, limit }) => sql`
 *     SELECT * FROM alerts
 *     WHERE position > ${after} AND (${upTo}::int IS NULL OR position <= ${upTo})
 *     ORDER BY position LIMIT ${limit}`,
 *   endBefore: (moment) => sql`
 *     SELECT position FROM alerts WHERE at < ${moment} ORDER BY position DESC LIMIT 1`,
 * });
 */
export function storedLog<Event extends LogEvent>(
  { db, query }: Pick<Database, 'db' | 'query'>,
  statements: LogStatements<Event>,
): EventLog<Event> {
  const read = <Row extends object>(statement: RawBuilder<Row>): Promise<Row[]> => {
    const { sql: text, parameters } = statement.compile(db);
    return query<Row>(text, parameters);
  };
  const { skip } = statements;
  return {
    end: async () => {
      const [end] = await read(statements.end);
      return end;
    },
    since: async (after, limit) => {
      const page = statements.page({ after, upTo: null, limit });
      const rows = await read(sql<EndedRow<Event>>`
        SELECT log.epoch AS log_epoch, log.position AS log_position, page.*
        FROM (${statements.end}) AS log LEFT JOIN (${page}) AS page ON true
        ORDER BY page.position`);
      const [{ log_epoch: epoch, log_position: position }] = rows;
      return { end: { epoch, position }, events: rows.flatMap(eventOf) };
    },
    events: (after, upTo, limit) => read(statements.page({ after, upTo, limit })),
    ...(skip !== undefined && {
      skip: async (after: number, upTo: number, method: string | null) => {
        const [{ position }] = await read(skip(after, upTo, method));
        return position;
      },
    }),
    endBefore: async (moment) => {
      const [last] = await read(statements.endBefore(moment));
      return last?.position ?? 0;
    },
  };
}

/** An event next to the end of the log; all of the event is null where there is none. */
type EndedRow<Event extends LogEvent> = {
  readonly log_epoch: string;
  readonly log_position: number;
} & (Event | { readonly position: null });

function eventOf<Event extends LogEvent>({
  log_epoch: _epoch,
  log_position: _position,
  ...event
}: EndedRow<Event>): Event[] {
  return event.position === null ? [] : [event as unknown as Event];
}
