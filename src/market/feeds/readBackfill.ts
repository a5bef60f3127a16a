import { sql, type RawBuilder } from 'kysely';
import type pg from 'pg';
import type { FeedStatus } from '../../database/tables.js';
import type { IsoDate } from '../../scoring/names.js';

/** A backfill, and how far it is. */
export interface BackfillRow {
  readonly id: number;
  readonly feeds: readonly string[];
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly status: FeedStatus;
  /** Days that have ended, in whatever way. */
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly running: number;
  /** Attempts that failed, of all days together. */
  readonly attempts: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

/** A backfill as a SELECT without WHERE, for lists and for one. */
export const SELECT_BACKFILLS = `
  SELECT id, feeds, from_day::text AS "from", to_day::text AS "to", status, done::int4, total::int4, failed::int4, running::int4,
    attempts::int4,    started_at AS "startedAt", finished_at AS "finishedAt", error
  FROM backfills CROSS JOIN LATERAL (
    SELECT count(*) AS total, count(*) FILTER (WHERE days.status NOT IN ('QUEUED', 'RUNNING')) AS done,
      count(*) FILTER (WHERE days.status = 'FAILED') AS failed,
      count(*) FILTER (WHERE days.status = 'RUNNING') AS running, coalesce(sum(days.attempts), 0) AS attempts
    FROM backfill_days AS days WHERE days.backfill_id = backfills.id
  ) AS progress`;

/** The same for statements that Kysely makes. Times are texts where rows are read as JSON. */
export const selectBackfills: RawBuilder<BackfillRow> = sql.raw(SELECT_BACKFILLS);

const SELECT_BACKFILL = `${SELECT_BACKFILLS} WHERE id = $1`;

/** Reads a backfill; null where there is none. */
export async function readBackfill(client: pg.ClientBase | pg.Pool, id: number): Promise<BackfillRow | null> {
  const { rows } = await client.query<BackfillRow>(SELECT_BACKFILL, [id]);
  return rows[0] ?? null;
}

/** A day of a backfill. */
export interface BackfillDayRow {
  readonly feed: string;
  readonly day: IsoDate;
  readonly status: FeedStatus;
  /** Rows of the file; 0 where it was as before; null where there is none, or it held other days too. */
  readonly rows: number | null;
  /** Attempts that failed. */
  readonly attempts: number;
  readonly error: string | null;
}

/** Reads the days of a backfill, the oldest first. */
export async function readBackfillDays(
  client: pg.ClientBase | pg.Pool,
  id: number,
): Promise<readonly BackfillDayRow[]> {
  const { rows } = await client.query<BackfillDayRow>(
    `SELECT feed, day::text AS day, status, rows, attempts, error FROM backfill_days
     WHERE backfill_id = $1 ORDER BY backfill_days.day, feed`,
    [id],
  );
  return rows;
}
