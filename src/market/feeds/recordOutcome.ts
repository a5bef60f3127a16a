import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { IsoDate } from '../../scoring/names.js';
import { holdHost } from './admit.js';
import { breakerAfter } from './breaker.js';
import { dayAfter, type DayAfter } from './dayAfter.js';
import type { DayOutcome } from './dayOutcome.js';
import { endBackfillDays } from './endBackfillDays.js';
import type { Feed } from './feed.js';
import { feedNow } from './feedNow.js';
import { breakerOf, lockFeed, storeBreaker, type FeedRow } from './feedRow.js';
import type { FeedServices } from './feedServices.js';
import { enqueueFetch } from './fetchJob.js';

interface Row {
  readonly attempts: number;
  readonly misses: number;
  readonly scheduled: boolean;
  readonly hasSucceeded: boolean;
  /** Whether the schedule asked for the day, or a backfill that is not cancelled waits for it. */
  readonly isWanted: boolean;
}

/**
 * Records how an attempt at a day ended, and enqueues the next one, in one transaction.
 *
 * @param isAwaited whether the schedule still catches up with the day
 * @returns what became of the day; null where another job has taken it meanwhile
 */
export function recordOutcome(
  pool: pg.Pool,
  feed: Feed,
  day: IsoDate,
  job: number,
  outcome: DayOutcome,
  { now: clock, random }: Pick<FeedServices, 'now' | 'random'>,
  isAwaited: boolean,
): Promise<DayAfter | null> {
  return withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const now = await feedNow(client, clock);
      const state = await lockFeed(client, feed.name, now);
      const { rows } = await client.query<Row>(
        `SELECT attempts, misses, scheduled, succeeded_at IS NOT NULL AS "hasSucceeded",
           scheduled OR EXISTS (
             SELECT FROM backfill_days AS asked JOIN backfills ON backfills.id = asked.backfill_id
             WHERE asked.feed = $1 AND asked.day = $2 AND asked.status IN ('QUEUED', 'RUNNING')
               AND backfills.status <> 'CANCELLED'
           ) AS "isWanted"
         FROM feed_days WHERE feed = $1 AND day = $2 AND status = 'RUNNING' AND job = $3`,
        [feed.name, day, job],
      );
      if (rows.length === 0) return null;
      const [row] = rows;
      const next = dayAfter({ ...row, isAwaited: isAwaited && row.scheduled }, outcome, feed, random);
      const after = row.isWanted || next.status !== 'QUEUED' ? next : givenUp(next);
      const nextAt = after.waitMs === null ? null : new Date(now.getTime() + after.waitMs);
      await storeDay(client, feed, day, outcome, after, nextAt, now);
      await recordAttempt(client, feed, state, outcome, now);
      if (after.status === 'QUEUED' && nextAt !== null) {
        await enqueueFetch(client, { feed: feed.name, day }, { due: nextAt, isScheduled: row.scheduled });
      }
      await endBackfillDays(client, feed.name, day, ofBackfill(outcome, after), now);
      return after;
    }),
  );
}

/** A day that ran when its backfill was cancelled is not tried again. */
const givenUp = (next: DayAfter): DayAfter => ({ ...next, status: 'FAILED', waitMs: null });

/** A backfill does not wait for a file that is not there; the schedule does. */
function ofBackfill(
  outcome: DayOutcome,
  { status, attempts }: DayAfter,
): Parameters<typeof endBackfillDays>[3] {
  if (outcome.kind === 'TAKEN') return { status: 'SUCCEEDED', rows: outcome.rows, attempts, error: null };
  if (outcome.kind === 'UNCHANGED') return { status: 'SUCCEEDED', rows: 0, attempts, error: null };
  const isOver = outcome.kind === 'MISSING' || status !== 'QUEUED';
  return { status: isOver ? 'FAILED' : 'QUEUED', rows: null, attempts, error: outcome.reason };
}

async function storeDay(
  client: pg.ClientBase,
  { name }: Feed,
  day: IsoDate,
  outcome: DayOutcome,
  { status, attempts, misses }: DayAfter,
  nextAt: Date | null,
  now: Date,
): Promise<void> {
  const isTaken = outcome.kind === 'TAKEN' || outcome.kind === 'UNCHANGED';
  await client.query(
    `UPDATE feed_days SET status = $3, attempts = $4, misses = $5, next_at = $6, checked_at = $7, error = $8
     WHERE feed = $1 AND day = $2`,
    [name, day, status, attempts, misses, nextAt, now, isTaken ? null : outcome.reason],
  );
  if (!isTaken) return;
  const { etag, lastModified, sha256 } = outcome.validators;
  await client.query(
    `UPDATE feed_days SET succeeded_at = coalesce(succeeded_at, $3), etag = $4, last_modified = $5, sha256 = $6
     WHERE feed = $1 AND day = $2`,
    [name, day, now, etag, lastModified, sha256],
  );
  if (outcome.kind !== 'TAKEN') return;
  await client.query(
    'UPDATE feed_days SET rows = $3, batches = batches || $4::integer[] WHERE feed = $1 AND day = $2',
    [name, day, outcome.rows, outcome.batches],
  );
}

/**
 * Records what an attempt says about a feed as a whole: its breaker, its last result, and how often it succeeds.
 *
 * @param state of the feed, locked
 */
export async function recordAttempt(
  client: pg.ClientBase,
  feed: Feed,
  state: FeedRow,
  outcome: DayOutcome,
  now: Date,
): Promise<void> {
  const { kind } = outcome;
  const isSuccess = kind === 'TAKEN' || kind === 'UNCHANGED';
  const result = kind === 'TAKEN' ? 'SUCCEEDED' : kind === 'UNCHANGED' ? kind : 'FAILED';
  const reason = isSuccess ? null : outcome.reason;
  await client.query(
    `UPDATE feeds SET last_at = $2, last_result = $3, last_error = $4,
       last_success_at = CASE WHEN $5 THEN $2 ELSE last_success_at END
     WHERE name = $1`,
    [feed.name, now, result, reason, isSuccess],
  );
  if (kind === 'FAILED' && outcome.retryAfterMs !== null && feed.place.kind !== 'folder') {
    await holdHost(client, feed, new Date(now.getTime() + outcome.retryAfterMs));
  }
  // The source answers as it should; whether the file is there is another thing.
  const answers = isSuccess || kind === 'MISSING';
  if (answers || outcome.isOfSource)
    await storeBreaker(client, feed.name, breakerAfter(breakerOf(state), answers, now));
  if (kind === 'MISSING') return;
  await client.query(
    `UPDATE feeds SET outcomes = right(outcomes || $2, 100), succeeded = succeeded + $3, failed = failed + $4
     WHERE name = $1`,
    [feed.name, isSuccess ? '+' : '-', Number(isSuccess), Number(!isSuccess)],
  );
}
