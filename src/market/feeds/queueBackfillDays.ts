import type pg from 'pg';
import type { WantedDay } from './backfillRequest.js';
import { lockFeed } from './feedRow.js';
import { fetchJob, priorityOf } from './fetchJob.js';

/**
 * Enqueues days that backfills wait for: each is one job, no matter what else asks for it. Days that run already are left to their
 * jobs.
 */
export async function queueBackfillDays(
  client: pg.ClientBase,
  days: readonly WantedDay[],
  now: Date,
): Promise<void> {
  for (const feed of [...new Set(days.map((one) => one.feed))].sort()) await lockFeed(client, feed, now);
  const given = [days.map(({ feed }) => feed), days.map(({ day }) => day)];
  await client.query(
    `INSERT INTO feed_days AS known (feed, day, status, scheduled)
     SELECT feed, day, 'QUEUED', false FROM unnest($1::text[], $2::date[]) AS wanted (feed, day)
     ON CONFLICT (feed, day) DO UPDATE SET status = 'QUEUED', attempts = 0, next_at = NULL, error = NULL
       WHERE known.status <> 'RUNNING'`,
    given,
  );
  await client.query(
    `SELECT queue_job($3, json_build_object('feed', feed, 'day', day), 'feed ' || feed || ' ' || day, NULL,
       CASE WHEN scheduled THEN $5::int4 ELSE $6::int4 END, NULL, $4)
     FROM (
       SELECT feed, day, scheduled FROM unnest($1::text[], $2::date[]) WITH ORDINALITY AS wanted (feed, day, place)
       JOIN feed_days USING (feed, day) WHERE status = 'QUEUED' ORDER BY place
     ) AS queued`,
    [...given, fetchJob.name, fetchJob.attempts, priorityOf(true), priorityOf(false)],
  );
}
