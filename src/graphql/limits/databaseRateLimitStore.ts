import type { Database } from '../../database/database.js';
import type { RateLimitStore } from './rateLimitStore.js';

export interface DatabaseRateLimitStoreOptions {
  /** How often expired rows are removed; once a minute by default. */
  readonly pruneEveryMs?: number;
}

const GET = 'SELECT times FROM rate_limits WHERE key = $1';

/** A second process waits for the commit of the first one, and then compares with what that has written. */
const REPLACE = `
  INSERT INTO rate_limits AS kept (key, times, expires_at)
  VALUES ($1, $2::bigint[], now() + $4::double precision * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE SET times = excluded.times, expires_at = excluded.expires_at
  WHERE kept.times = $3::bigint[]`;

/** Skips rows that are being written, so that it never waits, and two removals cannot deadlock. */
const PRUNE = `
  DELETE FROM rate_limits WHERE key IN (
    SELECT key FROM rate_limits WHERE expires_at <= now() FOR UPDATE SKIP LOCKED)`;

/**
 * A store that all processes on one database share. Each step is one statement and its own transaction, so that a
 * process which dies or stalls between reading and writing makes no other one wait. A lock from the read to the write
 * would need timeouts for that, and four round trips; this takes two, or one to refuse.
 *
 * The times are those of the processes' clocks. If these differ by a second, a window is a second longer or shorter.
 * After a crash of the database server the table is empty, and all callers begin again.
 */
export class DatabaseRateLimitStore implements RateLimitStore {
  readonly #pool: Database['pool'];
  readonly #pruneEveryMs: number;
  #prunedAt = performance.now();

  constructor(
    { pool }: Pick<Database, 'pool'>,
    { pruneEveryMs = 60_000 }: DatabaseRateLimitStoreOptions = {},
  ) {
    this.#pool = pool;
    this.#pruneEveryMs = pruneEveryMs;
  }

  async get(key: string): Promise<readonly number[]> {
    const { rows } = await this.#pool.query<{ times: readonly number[] }>(GET, [key]);
    return rows.length === 0 ? [] : rows[0].times;
  }

  async replace(
    key: string,
    former: readonly number[],
    times: readonly number[],
    windowMs: number,
  ): Promise<boolean> {
    const { rowCount } = await this.#pool.query(REPLACE, [key, times, former, windowMs]);
    if (performance.now() - this.#prunedAt >= this.#pruneEveryMs) {
      this.#prunedAt = performance.now();
      await this.#pool.query(PRUNE);
    }
    return rowCount === 1;
  }
}
