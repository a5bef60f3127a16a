import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { IsoDate } from '../../scoring/names.js';
import { endBackfillDays } from './endBackfillDays.js';
import { feedNow } from './feedNow.js';
import { lockFeed } from './feedRow.js';
import { fetchJob } from './fetchJob.js';

const GIVEN_UP = 'The job was given up: its workers ended while they did it.';

/** Ends the days whose jobs were given up, such as those of which each attempt ended its worker. */
export async function settleDays(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ feed: string; day: IsoDate; error: string | null }>(
    `SELECT feed, day::text AS day, last_error AS error FROM feed_days JOIN graphile_worker.jobs AS job
       ON key = 'feed ' || feed || ' ' || day
     WHERE task_identifier = $1 AND locked_at IS NULL AND job.attempts >= max_attempts
       AND status IN ('QUEUED', 'RUNNING')
     ORDER BY feed, day`,
    [fetchJob.name],
  );
  for (const { feed, day, error } of rows) {
    await inTransaction(client, async () => {
      const now = await feedNow(client, undefined);
      await lockFeed(client, feed, now);
      const reason = error ?? GIVEN_UP;
      const { rowCount } = await client.query(
        `UPDATE feed_days SET checked_at = $3, error = $4, next_at = $3::timestamptz + interval '1 hour',
           status = CASE WHEN succeeded_at IS NULL THEN 'FAILED' ELSE 'SUCCEEDED' END
         WHERE feed = $1 AND day = $2 AND status IN ('QUEUED', 'RUNNING')`,
        [feed, day, now, reason],
      );
      if (rowCount === 0) return;
      await client.query(
        `UPDATE feeds SET last_at = $2, last_result = 'FAILED', last_error = $3, failed = failed + 1,
           outcomes = right(outcomes || '-', 100) WHERE name = $1`,
        [feed, now, reason],
      );
      await endBackfillDays(
        client,
        feed,
        day,
        { status: 'FAILED', rows: null, attempts: 0, error: reason },
        now,
      );
    });
  }
}
