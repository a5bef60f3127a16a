import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';

/** What became of a day for the backfills that asked for it. */
export interface BackfilledDay {
  readonly status: 'QUEUED' | 'SUCCEEDED' | 'FAILED';
  readonly rows: number | null;
  /** Attempts that failed. */
  readonly attempts: number;
  readonly error: string | null;
}

/** Tells all backfills that wait for a day what became of it, and ends those whose days have all ended. */
export async function endBackfillDays(
  client: pg.ClientBase,
  feed: string,
  day: IsoDate,
  { status, rows: count, attempts, error }: BackfilledDay,
  now: Date,
): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `UPDATE backfill_days SET status = $3, rows = $4, attempts = $5, error = $6
     WHERE feed = $1 AND day = $2 AND status IN ('QUEUED', 'RUNNING') RETURNING backfill_id AS id`,
    [feed, day, status, count, attempts, error],
  );
  if (status === 'QUEUED' || rows.length === 0) return;
  await endBackfills(
    client,
    rows.map(({ id }) => id),
    now,
  );
}

/** Ends those of some backfills in which no day waits or runs. */
export async function endBackfills(client: pg.ClientBase, ids: readonly number[], now: Date): Promise<void> {
  // Days of one backfill end in several processes: each sees those before it.
  await client.query('SELECT FROM backfills WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ids]);
  await client.query(
    `UPDATE backfills SET finished_at = $2, started_at = coalesce(started_at, $2),
       status = CASE WHEN failed > 0 THEN 'FAILED' ELSE 'SUCCEEDED' END,
       error = CASE WHEN failed > 0 THEN failed || ' of ' || total || ' days failed: retry the backfill' END
     FROM (
       SELECT backfill_id, count(*) AS total, count(*) FILTER (WHERE status = 'FAILED') AS failed,
         count(*) FILTER (WHERE status IN ('QUEUED', 'RUNNING')) AS waiting
       FROM backfill_days WHERE backfill_id = ANY ($1) GROUP BY backfill_id
     ) AS days
     WHERE id = backfill_id AND waiting = 0 AND backfills.status IN ('QUEUED', 'RUNNING')`,
    [ids, now],
  );
}
