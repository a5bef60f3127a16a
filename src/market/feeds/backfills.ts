import type pg from 'pg';
import type { Actor } from '../../access/audit/auditEntry.js';
import { UserError } from '../../userError.js';
import type { IsoDate } from '../../scoring/names.js';
import type { TradingCalendar } from '../calendar.js';
import { dayInIndia, isoOf } from '../day.js';
import { requireFeed, wantedDays, type BackfillRequest, type WantedDay } from './backfillRequest.js';
import { endBackfills } from './endBackfillDays.js';
import { lastFeedDays } from './feedCalendar.js';
import type { Feed } from './feed.js';
import { feedNow } from './feedNow.js';
import { isDated } from './isDated.js';
import { lockFeed } from './feedRow.js';
import { queueBackfillDays } from './queueBackfillDays.js';
import { requeueDays } from './requeueDays.js';

/** A backfill that its state does not allow to be changed so. */
export class BackfillConflict extends UserError {
  override readonly name = 'BackfillConflict';
}

export interface BackfillsOptions {
  readonly feeds: readonly Feed[];
  /** How many days a backfill may have. */
  readonly most: number;
  /** The time; that of the database by default. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Asks feeds for days, by jobs. Each method works in the transaction of its caller, so that what it stores, its jobs and the
 * entry of the audit are stored together.
 */
export class Backfills {
  constructor(private readonly options: BackfillsOptions) {}

  /**
   * Stores a backfill, and enqueues a job for each of its days.
   *
   * @returns its id
   * @throws UserError for a request that cannot be fulfilled
   */
  async start(
    client: pg.ClientBase,
    request: BackfillRequest,
    calendar: TradingCalendar,
    actor: Actor,
  ): Promise<number> {
    const { feeds, most, now: clock } = this.options;
    const now = await feedNow(client, clock);
    const days = wantedDays(request, feeds, calendar, now, most);
    return this.#store(client, days, [request.from as IsoDate, request.to as IsoDate], actor, now);
  }

  /**
   * Asks a feed for one day, as a backfill of one day.
   *
   * @param on the day; null: its newest one
   * @throws UserError for an unknown feed, or a day on which it has no file
   */
  async run(
    client: pg.ClientBase,
    name: string,
    on: string | null,
    calendar: TradingCalendar,
    actor: Actor,
  ): Promise<number> {
    const { feeds, now: clock } = this.options;
    const feed = requireFeed(feeds, name);
    const now = await feedNow(client, clock);
    if (on !== null && isDated(feed)) {
      return this.start(client, { from: on, to: on, feeds: [name] }, calendar, actor);
    }
    const [newest] = lastFeedDays(feed.days, dayInIndia(now), 1, calendar);
    const day = isoOf(newest);
    if (on !== null && on !== day) {
      throw new UserError(
        `The feed ${name} gives its newest file only: run it without a day, or for ${day}.`,
      );
    }
    return this.#store(client, [{ feed: name, day }], [day, day], actor, now);
  }

  /**
   * Enqueues the days of a backfill again that failed or were cancelled.
   *
   * @returns false where there is no such backfill
   * @throws BackfillConflict where no day failed
   */
  async retry(client: pg.ClientBase, id: number): Promise<boolean> {
    const now = await feedNow(client, this.options.now);
    if (!(await lockBackfill(client, id, now))) return false;
    const { rows } = await client.query<WantedDay>(
      `UPDATE backfill_days SET status = 'QUEUED', error = NULL, rows = NULL, attempts = 0
       WHERE backfill_id = $1 AND status IN ('FAILED', 'CANCELLED') RETURNING feed, day::text AS day`,
      [id],
    );
    if (rows.length === 0) {
      throw new BackfillConflict(
        'Expected a backfill with a day that failed or was cancelled, got one without.',
      );
    }
    for (const { feed } of rows) requireFeed(this.options.feeds, feed);
    await client.query(
      `UPDATE backfills SET status = 'QUEUED', finished_at = NULL, error = NULL WHERE id = $1`,
      [id],
    );
    await queueBackfillDays(client, rows, now);
    return true;
  }

  /**
   * Cancels the days of a backfill that wait; those that run end.
   *
   * @returns false where there is no such backfill
   * @throws BackfillConflict where no day waits
   */
  async cancel(client: pg.ClientBase, id: number): Promise<boolean> {
    const now = await feedNow(client, this.options.now);
    if (!(await lockBackfill(client, id, now))) return false;
    const { rowCount } = await client.query(
      `UPDATE backfill_days SET status = 'CANCELLED' WHERE backfill_id = $1 AND status = 'QUEUED'`,
      [id],
    );
    if (rowCount === 0)
      throw new BackfillConflict('Expected a backfill with days that wait, got one without.');
    // What the schedule or another backfill wants goes on. A job without a day that waits does nothing.
    await client.query(
      `UPDATE feed_days SET status = CASE WHEN succeeded_at IS NULL THEN 'CANCELLED' ELSE 'SUCCEEDED' END, next_at = NULL
       FROM backfill_days AS cancelled
       WHERE backfill_id = $1 AND cancelled.status = 'CANCELLED' AND feed_days.feed = cancelled.feed
         AND feed_days.day = cancelled.day AND feed_days.status = 'QUEUED' AND NOT scheduled
         AND NOT EXISTS (
           SELECT FROM backfill_days AS other
           WHERE other.feed = feed_days.feed AND other.day = feed_days.day AND other.status IN ('QUEUED', 'RUNNING')
         )`,
      [id],
    );
    await client.query(
      `UPDATE backfills SET status = 'CANCELLED', finished_at = $2 WHERE id = $1 AND status IN ('QUEUED', 'RUNNING')`,
      [id, now],
    );
    await endBackfills(client, [id], now);
    return true;
  }

  /**
   * Pauses a feed, or lets it go on with the days that wait.
   *
   * @throws UserError where there is no such feed
   */
  async setPaused(client: pg.ClientBase, name: string, paused: boolean): Promise<void> {
    const { feeds, now: clock } = this.options;
    // One that is off may be paused before it is enabled.
    if (!feeds.some((feed) => feed.name === name)) requireFeed(feeds, name);
    await lockFeed(client, name, await feedNow(client, clock));
    await client.query('UPDATE feeds SET paused = $2 WHERE name = $1', [name, paused]);
    if (!paused) await requeueDays(client, name);
  }

  async #store(
    client: pg.ClientBase,
    days: readonly WantedDay[],
    [from, to]: readonly [IsoDate, IsoDate],
    { userId }: Actor,
    now: Date,
  ): Promise<number> {
    const names = [...new Set(days.map(({ feed }) => feed))].sort();
    for (const name of names) {
      const { paused } = await lockFeed(client, name, now);
      if (paused) throw new UserError(`The feed ${name} is paused: resume it first, or leave it out.`);
    }
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO backfills (feeds, from_day, to_day, by_user, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
      [names, from, to, userId, now],
    );
    const [{ id }] = rows;
    await client.query(
      `INSERT INTO backfill_days (backfill_id, feed, day)
       SELECT $1, feed, day FROM unnest($2::text[], $3::date[]) AS wanted (feed, day)`,
      [id, days.map(({ feed }) => feed), days.map(({ day }) => day)],
    );
    await queueBackfillDays(client, days, now);
    return id;
  }
}

/** Locks a backfill, and before it its feeds, as all changes do. Returns false where there is none. */
async function lockBackfill(client: pg.ClientBase, id: number, now: Date): Promise<boolean> {
  const { rows } = await client.query<{ feeds: readonly string[] }>(
    'SELECT feeds FROM backfills WHERE id = $1',
    [id],
  );
  if (rows.length === 0) return false;
  for (const name of rows[0].feeds) await lockFeed(client, name, now);
  await client.query('SELECT FROM backfills WHERE id = $1 FOR UPDATE', [id]);
  return true;
}
