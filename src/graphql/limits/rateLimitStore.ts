import { LRUCache } from 'lru-cache';

/**
 * Keeps when calls were made, by key: epoch milliseconds, the oldest first.
 *
 * The library's own Store reads and writes with nothing in between that binds them, so that calls made together all
 * read the same and all pass. A lock from the read to the write would have to end by itself when its holder does;
 * here instead a write says what it was made from, and fails where that is no longer kept.
 */
export interface RateLimitStore {
  /** What is kept for a key; empty where nothing is, or no longer. */
  get(key: string): Promise<readonly number[]>;

  /**
   * Keeps `times` for a window from now, if `former`, as `get` returned it, still is what is kept.
   *
   * @returns whether it was: else read again, and decide anew
   */
  replace(
    key: string,
    former: readonly number[],
    times: readonly number[],
    windowMs: number,
  ): Promise<boolean>;
}

export interface MemoryRateLimitStoreOptions {
  /** How many keys are remembered, each a caller and a field; 10,000 by default. */
  readonly keys?: number;
  /** A clock in milliseconds that never goes back, for forgetting. */
  readonly now?: () => number;
}

const NONE: readonly number[] = [];

/** For one process. Of too many keys those used longest ago are forgotten, and begin anew. */
export class MemoryRateLimitStore implements RateLimitStore {
  readonly #kept: LRUCache<string, readonly number[]>;

  constructor({ keys = 10_000, now = () => performance.now() }: MemoryRateLimitStoreOptions = {}) {
    // Without a resolution each look reads the clock; with one, each would start a timer.
    this.#kept = new LRUCache({ max: keys, ttlResolution: 0, perf: { now } });
  }

  /** How many keys are remembered now. */
  get size(): number {
    this.#kept.purgeStale();
    return this.#kept.size;
  }

  get(key: string): Promise<readonly number[]> {
    return Promise.resolve(this.#kept.get(key) ?? NONE);
  }

  replace(
    key: string,
    former: readonly number[],
    times: readonly number[],
    windowMs: number,
  ): Promise<boolean> {
    const isCurrent = (this.#kept.get(key) ?? NONE) === former;
    if (isCurrent) this.#kept.set(key, times, { ttl: windowMs });
    return Promise.resolve(isCurrent);
  }
}
