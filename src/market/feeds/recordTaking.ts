import type pg from 'pg';
import { endBackfillDays } from './endBackfillDays.js';
import type { Feed } from './feed.js';
import type { ImportedFromFeed } from './importFile.js';
import type { ListedFile } from './listFolder.js';

/**
 * Returns whether a file was taken before: the same bytes under another name, or as the last ones of this name. Former bytes
 * that come back under a name are a correction, and are taken. A file that was refused is tried again when it is put there
 * again.
 */
export async function wasTaken(pool: pg.Pool, feed: Feed, name: string, sha256: string): Promise<boolean> {
  const { rows } = await pool.query<{ known: boolean }>(
    `SELECT coalesce(
       (SELECT sha256 = $3 AND error IS NULL FROM feed_takings WHERE feed = $1 AND name = $2 ORDER BY id DESC LIMIT 1),
       EXISTS (SELECT FROM feed_takings WHERE feed = $1 AND sha256 = $3 AND error IS NULL)
     ) AS known`,
    [feed.name, name, sha256],
  );
  return rows[0].known;
}

/** Records that a file was taken or refused, and which days it gave. */
export async function recordTaking(
  client: pg.ClientBase,
  { name: feed }: Feed,
  { name, size, modified }: ListedFile,
  sha256: string,
  { days, rows, batches, refusedReason }: ImportedFromFeed,
  now: Date,
): Promise<void> {
  await client.query(
    'INSERT INTO feed_takings (feed, name, sha256, at, error, batches) VALUES ($1, $2, $3, $4, $5, $6)',
    [feed, name, sha256, now, refusedReason, batches],
  );
  await client.query(
    'UPDATE feed_files SET is_done = true WHERE feed = $1 AND name = $2 AND size = $3 AND modified = $4',
    [feed, name, size, modified],
  );
  if (refusedReason !== null || days.length === 0) return;
  const ofOne = days.length === 1 ? rows : null;
  await client.query(
    `INSERT INTO feed_days AS known (feed, day, status, scheduled, checked_at, succeeded_at, rows, sha256, batches)
     SELECT $1, day, 'SUCCEEDED', true, $3, $3, $4, $5, $6 FROM unnest($2::date[]) AS given (day)
     ON CONFLICT (feed, day) DO UPDATE SET status = 'SUCCEEDED', checked_at = $3, error = NULL, next_at = NULL,
       succeeded_at = coalesce(known.succeeded_at, $3), rows = $4, sha256 = $5,
       batches = known.batches || excluded.batches`,
    [feed, [...new Set(days)], now, ofOne, sha256, batches],
  );
  const { rows: awaited } = await client.query<{ day: string }>(
    `SELECT DISTINCT day::text FROM backfill_days
     WHERE feed = $1 AND day = ANY ($2) AND status IN ('QUEUED', 'RUNNING')`,
    [feed, days],
  );
  for (const { day } of awaited) {
    const done = { status: 'SUCCEEDED' as const, rows: ofOne, attempts: 0, error: null };
    await endBackfillDays(client, feed, day as ImportedFromFeed['days'][number], done, now);
  }
}
