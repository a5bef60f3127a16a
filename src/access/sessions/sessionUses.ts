import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import { SESSION_BOUNDS } from './openSession.js';

/** How many rows are removed at a time, so that no statement takes long. */
const MOST_REMOVED = 1_000;

/** Notes which sessions are in use until that is written, and removes those that have expired. */
export class SessionUses {
  #used = new Set<number>();

  constructor(
    private readonly pool: Pick<Database['pool'], 'query'>,
    private readonly clock: DatabaseClock,
  ) {}

  add(sessionId: number): void {
    this.#used.add(sessionId);
  }

  /**
   * Writes what was noted since the last time, by one statement. Where that fails, it is kept for the next time.
   *
   * @throws Error if the database did not confirm it
   */
  async write(): Promise<void> {
    const offset = this.clock.offsetMs / 1000;
    const written = this.#used;
    this.#used = new Set();
    try {
      if (written.size > 0) await this.pool.query(WRITE, [[...written], offset]);
      await this.pool.query(REMOVE_TOKENS, [offset, MOST_REMOVED]);
      await this.pool.query(REMOVE_SESSIONS, [offset, MOST_REMOVED]);
    } catch (error) {
      for (const id of written) this.#used.add(id);
      throw error;
    }
  }
}

/**
 * A cookie that is used goes on; tokens are refreshed. Rows are locked in the order of their ids, so that processes that
 * write at the same time do not block each other.
 */
const WRITE = `
  WITH locked AS (SELECT id FROM sessions WHERE id = ANY ($1::integer[]) ORDER BY id FOR NO KEY UPDATE)
  UPDATE sessions AS session SET
    last_used_at = greatest(session.last_used_at, now() + make_interval(secs => $2)),
    expires_at = CASE WHEN session.cookie_hash IS NULL THEN session.expires_at ELSE least(
      now() + make_interval(days => ${SESSION_BOUNDS.idleDays}, secs => $2),
      session.created_at + make_interval(days => ${SESSION_BOUNDS.days})
    ) END
  FROM locked
  WHERE session.id = locked.id AND session.expires_at > now() + make_interval(secs => $2)`;

const REMOVE_SESSIONS = `
  DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions WHERE expires_at <= now() + make_interval(secs => $1)
    ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;

const REMOVE_TOKENS = `
  DELETE FROM access_tokens WHERE hash IN (
    SELECT hash FROM access_tokens WHERE expires_at <= now() + make_interval(secs => $1)
    LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;
