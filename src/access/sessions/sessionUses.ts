import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import { SESSION_BOUNDS } from './openSession.js';

/** Remembers when sessions were used last, until that is written. */
export class SessionUses {
  /** By ids of sessions, by `DatabaseClock.elapsed`. */
  #uses = new Map<number, number>();

  constructor(
    private readonly database: Pick<Database, 'db' | 'pool'>,
    private readonly clock: DatabaseClock,
  ) {}

  add(sessionId: number): void {
    this.#uses.set(sessionId, this.clock.elapsed());
  }

  /**
   * Writes the uses since the last time, by one statement. A use prolongs a session with a cookie. Where that fails, they
   * are kept for the next time.
   *
   * @throws Error if the database did not confirm it
   */
  async write(): Promise<void> {
    if (this.#uses.size === 0) return;
    const written = this.#uses;
    this.#uses = new Map();
    const now = this.clock.elapsed();
    const ages = [...written.values()].map((usedAt) => now - usedAt);
    try {
      const { sql: text, parameters } = this.#statement([...written.keys()], ages).compile(this.database.db);
      await this.database.pool.query(text, [...parameters]);
    } catch (error) {
      this.#uses = new Map([...written, ...this.#uses]);
      throw error;
    }
  }

  /**
   * Rows are locked in the order of their ids, so that processes that write at the same time do not block each other.
   *
   * @param ages in milliseconds, in the order of the ids
   */
  #statement(ids: readonly number[], ages: readonly number[]) {
    const { idleDays, days } = SESSION_BOUNDS;
    return sql`
      WITH locked AS (SELECT id FROM sessions WHERE id = ANY (${ids}::integer[]) ORDER BY id FOR NO KEY UPDATE),
      used AS (
        SELECT id, ${this.clock.now()} - make_interval(secs => age / 1000) AS at
        FROM unnest(${ids}::integer[], ${ages}::float8[]) AS used (id, age)
      )
      UPDATE sessions AS session SET
        last_used_at = greatest(session.last_used_at, used.at),
        expires_at = CASE WHEN session.cookie_hash IS NULL THEN session.expires_at ELSE greatest(
          session.expires_at,
          least(
            used.at + make_interval(days => ${idleDays}::integer),
            session.created_at + make_interval(days => ${days}::integer)
          )
        ) END
      FROM locked, used
      WHERE session.id = used.id AND session.id = locked.id AND session.expires_at > used.at`;
  }
}
