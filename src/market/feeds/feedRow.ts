import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';
import type { Breaker } from './breaker.js';

/** What the store knows of a feed. */
export interface FeedRow {
  readonly since: Date;
  readonly paused: boolean;
  readonly breaker: Breaker['breaker'];
  readonly failures: number;
  readonly successes: number;
  readonly openedAt: Date | null;
  readonly quotaDay: IsoDate | null;
  readonly quotaUsed: number;
  readonly lookingJob: number | null;
}

/**
 * Locks the row of a feed until the end of the transaction, and adds it where the feed is new. All changes of a feed and of
 * its days begin with this, so that no two processes decide about the same day.
 */
export async function lockFeed(client: pg.ClientBase, name: string, now: Date): Promise<FeedRow> {
  const known = await selectLocked(client, name);
  if (known !== null) return known;
  // Not each time: the trigger of the table would tell all readers that something changed.
  await client.query('INSERT INTO feeds (name, since) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, now]);
  const added = await selectLocked(client, name);
  if (added === null) throw new Error(`Expected the feed ${name} in the store, but it is gone.`);
  return added;
}

async function selectLocked(client: pg.ClientBase, name: string): Promise<FeedRow | null> {
  const { rows } = await client.query<FeedRow>(
    `SELECT since, paused, breaker, failures, successes, opened_at AS "openedAt", quota_day::text AS "quotaDay",
       quota_used AS "quotaUsed", looking_job AS "lookingJob"
     FROM feeds WHERE name = $1 FOR UPDATE`,
    [name],
  );
  return rows[0] ?? null;
}

/** Stores the state of the breaker. */
export async function storeBreaker(client: pg.ClientBase, name: string, state: Breaker): Promise<void> {
  await client.query(
    'UPDATE feeds SET breaker = $2, failures = $3, successes = $4, opened_at = $5 WHERE name = $1',
    [name, state.breaker, state.failures, state.successes, state.openedAt],
  );
}

export const breakerOf = ({ breaker, failures, successes, openedAt }: FeedRow): Breaker => ({
  breaker,
  failures,
  successes,
  openedAt,
});
