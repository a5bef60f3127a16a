import { sql } from 'kysely';
import { stockColumns } from '../books/dayBook.js';
import { SCORE_COLUMNS } from '../database/scoreColumns.js';
import type { Database } from '../database/database.js';
import type { EventLog } from './eventLog.js';
import type { ScoreEventRow } from './scoreEventRow.js';
import { storedLog, type LogRange } from './storedLog.js';

/** What an event says of the score before, and its place in the log; the other columns are those of its score. */
const OF_EVENT: ReadonlySet<string> = new Set(['position', 'previous_value', 'previous_band']);

const columns = sql.join(SCORE_COLUMNS.map((name) => sql.ref(`scored.${name}`)));
const columnsOfScore = sql.join(SCORE_COLUMNS.map((name) => sql.ref(`scores.${name}`)));
const columnsOfEvent = sql.join(
  SCORE_COLUMNS.map((name) => sql.ref(`${OF_EVENT.has(name) ? 'event' : 'scores'}.${name}`)),
);

/** Joins stock, company and sector group. A company may have been withdrawn since: its last row is read. */
const joinedStock = sql.raw(`
  JOIN stocks ON stocks.id = scored.stock_id
  JOIN LATERAL (
    SELECT * FROM companies WHERE companies.stock_id = scored.stock_id ORDER BY recorded_in DESC LIMIT 1
  ) AS companies ON true
  JOIN sectors ON sectors.id = scored.sector_id`);

/** Reads the log of scores: the stored scores that have a position, and the events that tell of withdrawn ones. */
export function scoreLog(database: Pick<Database, 'db' | 'query'>): EventLog<ScoreEventRow> {
  return storedLog<ScoreEventRow>(database, {
    end: sql`SELECT epoch, last_position AS position FROM event_log`,
    // Joined after the limit: else PostgreSQL may read and sort all later events (0.8 s for 200 of 95,000).
    page: (range) => sql`
      SELECT ${columns}, ${stockColumns}, scored.withdrawn, scored.has_score, coalesce(told_at, finished_at) AS at,
        methods.name AS method_name, methods.name = (SELECT name FROM served_method) AS of_served
      FROM (
        SELECT * FROM (${ownEvents(range)} UNION ALL ${withdrawnEvents(range)}) AS events
        ORDER BY position LIMIT ${range.limit}
      ) AS scored
      JOIN runs ON runs.id = scored.run_id
      JOIN methods ON methods.hash = runs.method_hash
      ${joinedStock}
      ORDER BY scored.position`,
    // A run has all of its events in a row, which end where the log stood after it. What tells of withdrawn scores may
    // stand behind no run.
    skip: (after, upTo, method) => sql`
      SELECT least(${upTo}::bigint, (
        SELECT min(greatest(last_position - changed, ${after}))
        FROM runs JOIN methods ON methods.hash = method_hash
        WHERE last_position > ${after} AND changed > 0
          AND methods.name = coalesce(${method}, (SELECT name FROM served_method))
      ), (SELECT min(position) - 1 FROM withdrawn_events WHERE position > ${after})) AS position`,
    endBefore: (moment) => sql`
      SELECT last_position AS position FROM runs WHERE finished_at < ${moment} AND last_position IS NOT NULL
      ORDER BY finished_at DESC, last_position DESC LIMIT 1`,
  });
}

const within = ({ after, upTo }: LogRange) =>
  sql`position > ${after} ${upTo === null ? sql`` : sql`AND position <= ${upTo}`}`;

/** Selects scores that are events. */
const ownEvents = (range: LogRange) => sql`(
  SELECT ${columnsOfScore}, false AS withdrawn, true AS has_score, NULL::timestamptz AS told_at
  FROM scores WHERE ${within(range)} ORDER BY position LIMIT ${range.limit})`;

/** Selects events that tell of withdrawn scores. */
const withdrawnEvents = (range: LogRange) => sql`(
  SELECT ${columnsOfEvent}, true, event.has_score, event.at
  FROM (SELECT * FROM withdrawn_events WHERE ${within(range)} ORDER BY position LIMIT ${range.limit}) AS event
  JOIN scores ON scores.run_id = event.run_id AND scores.mode = event.mode AND scores.stock_id = event.stock_id)`;
