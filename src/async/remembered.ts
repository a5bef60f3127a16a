import { setTimeout as wait } from 'node:timers/promises';

/** How old a value may be, and how long callers wait for a newer one, in milliseconds. */
export interface RememberedOptions {
  /** A value that is younger is not read again; a failure is not tried again for as long. 1,000 by default. */
  readonly freshMs?: number;
  /** How long a caller waits for a read, before it gets the value from before; 25 by default. */
  readonly waitMs?: number;
  /** How long a caller waits for the first read, when there is no value from before; 1,000 by default. */
  readonly firstWaitMs?: number;
  /** A value that is older is none; 300,000 by default. */
  readonly staleMs?: number;
}

/**
 * Remembers what was read last, for callers that ask often and cannot wait. However many ask, at most one read is under way,
 * and one begins at most every second.
 *
 * @example
 * const jobs = new Remembered(() => countJobs(pool));
 * const counts = await jobs.get(); // null: the database does not answer
 */
export class Remembered<Value> {
  readonly #read: () => Promise<Value>;
  readonly #options: Required<RememberedOptions>;
  #value: Value | null = null;
  /** When the value was read. */
  #readAt = -Infinity;
  /** When the last read ended, in whatever way. */
  #endedAt = -Infinity;
  #reading: Promise<void> | null = null;

  /** @param read must end: give it a timeout */
  constructor(
    read: () => Promise<Value>,
    { freshMs = 1_000, waitMs = 25, firstWaitMs = 1_000, staleMs = 300_000 }: RememberedOptions = {},
  ) {
    this.#read = read;
    this.#options = { freshMs, waitMs, firstWaitMs, staleMs };
  }

  /** Returns the value, read now or a moment ago; null if the last read failed, or there is none that is young enough. */
  async get(): Promise<Value | null> {
    const { freshMs, waitMs, firstWaitMs, staleMs } = this.#options;
    if (this.#reading === null && performance.now() - this.#endedAt >= freshMs) {
      this.#reading = this.#readOnce();
    }
    if (this.#reading !== null) {
      const patience = new AbortController();
      const patienceMs = this.#endedAt === -Infinity ? firstWaitMs : waitMs;
      const late = wait(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([this.#reading, late]);
      patience.abort();
    }
    return performance.now() - this.#readAt <= staleMs ? this.#value : null;
  }

  async #readOnce(): Promise<void> {
    try {
      this.#value = await this.#read();
      this.#readAt = performance.now();
    } catch {
      this.#value = null;
    } finally {
      this.#endedAt = performance.now();
      this.#reading = null;
    }
  }
}
