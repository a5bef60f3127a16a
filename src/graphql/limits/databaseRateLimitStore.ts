import type { Database } from '../../database/database.js';
import type { RateLimitStore } from './rateLimitStore.js';

export interface DatabaseRateLimitStoreOptions {
  /** How often expired rows are removed; once a minute by default. */
  readonly pruneEveryMs?: number;
}

const GET = 'SELECT times FROM rate_limits WHERE key = $1';

/** Whoever comes second waits for the first one's commit, then compares with what that has written. */
const REPLACE = `
  INSERT INTO rate_limits AS kept (key, times, expires_at)
  VALUES ($1, $2::bigint[], now() + $4::double precision * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE SET times = excluded.times, expires_at = excluded.expires_at
  WHERE kept.times = $3::bigint[]`;

/** Passes over rows that are being written, so that it waits for nobody, and two removals cannot deadlock. */
const PRUNE = `
  DELETE FROM rate_limits WHERE key IN (
    SELECT key FROM rate_limits WHERE expires_at <= now() FOR UPDATE SKIP LOCKED)`;

/**
 * Shares the limits among all processes on one database. Each step is one statement and its own transaction, so that
 * a process which dies, or stands still, between reading and writing keeps nobody waiting. A lock held from the
 * read to the write would need timeouts for that, and four round trips where this takes two, or one to refuse.
 *
 * The times are those of the processes' clocks: where these differ by a second, a window is a second longer or
 * shorter. After a crash of the server the table is empty and all callers begin anew.
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
