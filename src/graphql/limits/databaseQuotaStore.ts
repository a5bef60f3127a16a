import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { FairTurns } from '../../async/fairTurns.js';
import { inTime } from '../operation/inTime.js';
import { MemoryQuotaStore } from './memoryQuotaStore.js';
import { MINUTE_MS, type Counted, type QuotaStore } from './quotaStore.js';

export interface DatabaseQuotaStoreOptions {
  /** How long an operation waits for the database before it is counted in memory. */
  readonly timeoutMs: number;
  /** For how long the database is then not asked; 1 s by default. */
  readonly pauseMs?: number;
  /** How often ended minutes are removed; once a minute by default. */
  readonly pruneEveryMs?: number;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
  /** Called with the reason when operations are counted in memory for a pause. */
  readonly onFailure?: (error: unknown) => void;
}

/** Milliseconds of the database's clock until the minute of a row ends. */
const LEFT = 'extract(epoch FROM ends_at - now()) * 1000';

/** A second process waits for the commit of the first one, and then adds to what that has written. */
const TAKE = `
  INSERT INTO operation_counts AS kept (key, count, ends_at)
  VALUES ($1, 1, now() + $2::double precision * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN kept.ends_at <= now() THEN 1 WHEN kept.count <= $3 THEN kept.count + 1 ELSE kept.count END,
    ends_at = CASE WHEN kept.ends_at <= now() THEN excluded.ends_at ELSE kept.ends_at END
  RETURNING count, ${LEFT} AS left_ms`;

const LOOK = `SELECT count, ${LEFT} AS left_ms FROM operation_counts WHERE key = $1 AND ends_at > now()`;

/** Skips rows that are being written, so that it never waits, and two removals cannot deadlock. */
const PRUNE = `
  DELETE FROM operation_counts WHERE key IN (
    SELECT key FROM operation_counts WHERE ends_at <= now() FOR UPDATE SKIP LOCKED)`;

interface Row {
  readonly count: number;
  readonly left_ms: number;
}

/** A minute whose quota is used up. */
interface Full {
  readonly counted: Counted;
  readonly endsAt: number;
}

/**
 * Counts for all processes on one database: one statement for each operation, by the clock of the database. Operations of
 * one key are counted one after the other, so that a caller which sends many at once holds one connection only. A count
 * only grows within its minute, so the process remembers which quotas are used up, and refuses without a statement.
 *
 * Where the database does not answer, the process counts in its memory: answers that are kept need no database, and a
 * caller gets at most the quota of each process more.
 */
export class DatabaseQuotaStore implements QuotaStore {
  readonly #pool: () => pg.Pool | null;
  readonly #timeoutMs: number;
  readonly #pauseMs: number;
  readonly #pruneEveryMs: number;
  readonly #now: () => number;
  readonly #onFailure: (error: unknown) => void;
  readonly #memory: MemoryQuotaStore;
  readonly #full: LRUCache<string, Full>;
  readonly #turns = new FairTurns(1);
  #awayUntil = -Infinity;
  #prunedAt: number;

  /** @param pool returns the connections; null while the database is not open */
  constructor(
    pool: () => pg.Pool | null,
    {
      timeoutMs,
      pauseMs = 1_000,
      pruneEveryMs = MINUTE_MS,
      now = () => performance.now(),
      onFailure = () => undefined,
    }: DatabaseQuotaStoreOptions,
  ) {
    this.#pool = pool;
    this.#timeoutMs = timeoutMs;
    this.#pauseMs = pauseMs;
    this.#pruneEveryMs = pruneEveryMs;
    this.#now = now;
    this.#onFailure = onFailure;
    this.#memory = new MemoryQuotaStore({ now });
    this.#full = new LRUCache({ max: 10_000 });
    this.#prunedAt = now();
  }

  take(key: string, limit: number): Counted | Promise<Counted> {
    return (
      this.#fullOf(key, limit) ??
      // It may have been used up by those before.
      this.#turns.inTurn([key], async () => this.#fullOf(key, limit) ?? (await this.#take(key, limit)))
    );
  }

  async look(key: string, limit: number): Promise<Counted> {
    const rows = await this.#query(LOOK, [key]);
    if (rows === null) return this.#memory.look(key, limit);
    return rows.length === 0
      ? { limit, count: 0, resetSeconds: MINUTE_MS / 1000 }
      : countedOf(rows[0], limit);
  }

  async #take(key: string, limit: number): Promise<Counted> {
    const askedAt = this.#now();
    const rows = await this.#query(TAKE, [key, MINUTE_MS, limit]);
    if (rows === null) return this.#memory.take(key, limit);
    const [row] = rows;
    const counted = countedOf(row, limit);
    if (row.count >= limit) {
      // Not later than it ends for the database, which decides from then on.
      const full = { ...counted, count: Math.max(row.count, limit + 1) };
      this.#full.set(key, { counted: full, endsAt: askedAt + row.left_ms });
    }
    await this.#prune();
    return counted;
  }

  /** Returns null where the quota of a key is not known to be used up. */
  #fullOf(key: string, limit: number): Counted | null {
    const full = this.#full.get(key);
    if (full === undefined || full.counted.limit < limit) return null;
    const leftMs = full.endsAt - this.#now();
    return leftMs <= 0 ? null : { ...full.counted, limit, resetSeconds: Math.ceil(leftMs / 1000) };
  }

  /** Returns null where the database does not answer in time, and for a pause after that. */
  async #query(text: string, values: readonly unknown[]): Promise<readonly Row[] | null> {
    const pool = this.#pool();
    if (pool === null || this.#now() < this.#awayUntil) return null;
    try {
      const { rows } = await inTime(this.#timeoutMs, () => pool.query<Row>(text, [...values]));
      return rows;
    } catch (error) {
      // Of many that wait, the first one tells.
      if (this.#now() >= this.#awayUntil) this.#onFailure(error);
      this.#awayUntil = this.#now() + this.#pauseMs;
      return null;
    }
  }

  async #prune(): Promise<void> {
    if (this.#now() - this.#prunedAt < this.#pruneEveryMs) return;
    this.#prunedAt = this.#now();
    await this.#query(PRUNE, []);
  }
}

function countedOf({ count, left_ms: leftMs }: Row, limit: number): Counted {
  return { limit, count, resetSeconds: Math.max(1, Math.ceil(leftMs / 1000)) };
}
