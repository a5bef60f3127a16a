import { LRUCache } from 'lru-cache';

/**
 * Keeps by key when calls were made, in epoch milliseconds, the oldest first.
 *
 * The library's own Store reads and writes independently, so that calls made together all read the same and all pass.
 * A lock from the read to the write would have to end by itself when its holder dies. Instead, a write names the
 * times that it is based on, and fails where these are no longer kept.
 */
export interface RateLimitStore {
  /** Returns what is kept for a key; an empty list where nothing is kept. */
  get(key: string): Promise<readonly number[]>;

  /**
   * Keeps `times` for a window from now, if `former`, as `get` returned it, is still what is kept.
   *
   * @returns false where it is not: read again, and decide again
   */
  replace(
    key: string,
    former: readonly number[],
    times: readonly number[],
    windowMs: number,
  ): Promise<boolean>;
}

export interface MemoryRateLimitStoreOptions {
  /** How many keys are remembered, each for a caller and a field; 10,000 by default. */
  readonly keys?: number;
  /** A monotonic clock in milliseconds, by which keys expire. */
  readonly now?: () => number;
}

const NONE: readonly number[] = [];

/** A store for one process. If there are too many keys, those used longest ago are forgotten, and begin again. */
export class MemoryRateLimitStore implements RateLimitStore {
  readonly #kept: LRUCache<string, readonly number[]>;

  constructor({ keys = 10_000, now = () => performance.now() }: MemoryRateLimitStoreOptions = {}) {
    // With a resolution of 0 each look reads the clock. With another, each would start a timer.
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
