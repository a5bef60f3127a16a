import type pg from 'pg';
import { fetchJob } from './fetchJob.js';

/**
 * Enqueues the days that wait or run without a job, as in a store that was restored without its queue. A job that exists
 * keeps its attempts: one that ends each of its workers comes to an end.
 *
 * @param feed the only feed whose days are meant, as it is resumed; left out: all. A job that runs may have found the feed
 *   paused and be about to end without doing anything, so that a day that waits gets another one
 */
export async function requeueDays(client: pg.ClientBase | pg.Pool, feed?: string): Promise<void> {
  const { rows } = await client.query<{ has: boolean }>(
    `SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS has`,
  );
  const taken = rows[0].has
    ? `EXISTS (
         SELECT FROM graphile_worker.jobs
         WHERE key = 'feed ' || feed || ' ' || day AND (locked_at IS NULL OR $3::text IS NULL)
         UNION ALL SELECT FROM graphile_worker.jobs WHERE id = job AND locked_at IS NOT NULL
       )`
    : 'false';
  await client.query(
    `SELECT queue_job($1, json_build_object('feed', feed, 'day', day), 'feed ' || feed || ' ' || day, next_at,
       CASE WHEN scheduled THEN 0 ELSE 1 END, NULL, $2)
     FROM (
       SELECT feed, day, next_at, scheduled FROM feed_days JOIN feeds ON name = feed
       WHERE status IN ('QUEUED', 'RUNNING') AND NOT paused AND ($3::text IS NULL OR feed = $3)
         AND NOT EXISTS (SELECT FROM early_jobs WHERE key = 'feed ' || feed || ' ' || day) AND NOT ${taken}
       ORDER BY day, feed
     ) AS lost`,
    [fetchJob.name, fetchJob.attempts, feed ?? null],
  );
}
