import { sql } from 'kysely';
import { joinedStock, scoreColumns } from '../books/dayBook.js';
import type { Database } from '../database/database.js';
import type { EventCursor } from './eventCursor.js';
import type { ScoreEventRow } from './scoreEventRow.js';

/** How the log goes on, and where it ends, as of one moment. */
export interface LogPage {
  readonly end: EventCursor;
  /** Ascending; none only at the end. */
  readonly events: readonly ScoreEventRow[];
}

/** The log of events as it is stored: the truth that all processes read. */
export interface EventLog {
  /** Where it ends. */
  readonly end: () => Promise<EventCursor>;
  /** The first events after a position, at most `limit`, and where it ends, in one statement. */
  readonly since: (after: number, limit: number) => Promise<LogPage>;
  /** The events after a position, up to another one, ascending; at most `limit`. */
  readonly events: (after: number, upTo: number, limit: number) => Promise<readonly ScoreEventRow[]>;
  /** Events up to this position were stored before a moment; 0: none were. */
  readonly endBefore: (moment: Date) => Promise<number>;
}

/** The log in the database: the scores that have a position. */
export function storedEventLog({ db, query }: Pick<Database, 'db' | 'query'>): EventLog {
  // Joined after the limit: else PostgreSQL may read and sort all that comes after (0.8 s for 200 of 95,000 events).
  const page = (after: number, upTo: number | null, limit: number) => sql`
    SELECT ${scoreColumns}, runs.finished_at AS at
    FROM (
      SELECT * FROM scores
      WHERE position > ${after} ${upTo === null ? sql`` : sql`AND position <= ${upTo}`}
      ORDER BY position LIMIT ${limit}
    ) AS scored
    JOIN runs ON runs.id = scored.run_id
    ${joinedStock}
    ORDER BY scored.position`;
  return {
    end: async () => {
      const [end] = await query<EventCursor>('SELECT epoch, last_position AS position FROM event_log', []);
      return end;
    },
    since: async (after, limit) => {
      const { sql: text, parameters } = sql`
        SELECT event_log.epoch AS log_epoch, event_log.last_position AS log_position, page.*
        FROM event_log LEFT JOIN (${page(after, null, limit)}) AS page ON true
        ORDER BY page.position`.compile(db);
      const rows = await query<EndedRow>(text, parameters);
      const [{ log_epoch: epoch, log_position: position }] = rows;
      return {
        end: { epoch, position },
        events: rows.flatMap(({ log_epoch: _epoch, log_position: _position, ...event }) =>
          event.position === null ? [] : (event as ScoreEventRow),
        ),
      };
    },
    events: (after, upTo, limit) => {
      const { sql: text, parameters } = page(after, upTo, limit).compile(db);
      return query<ScoreEventRow>(text, parameters);
    },
    endBefore: async (moment) => {
      const [last] = await query<{ position: number }>(
        `SELECT last_position AS position FROM runs WHERE finished_at < $1 AND last_position IS NOT NULL
         ORDER BY finished_at DESC, last_position DESC LIMIT 1`,
        [moment],
      );
      return last?.position ?? 0;
    },
  };
}

/** An event beside the end of the log; all of it null where there is none. */
type EndedRow = { readonly log_epoch: string; readonly log_position: number } & (
  ScoreEventRow | { readonly position: null }
);
